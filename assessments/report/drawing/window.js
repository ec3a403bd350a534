// The browser around the tree, as far as plotly.js looks at it: window, timers, computed style.
// Timers wait in a queue that `__drain()` empties, so drawing ends when the queue is empty.
(function (g) {
  'use strict';
  const { Document, Element, Node, Style, serialize } = g.__dom;
  const nothing = () => {};

  const document = (g.document = new Document());
  document.documentElement = document.createElement('html');
  document.head = document.createElement('head');
  document.body = document.createElement('body');
  document.documentElement.append(document.head, document.body);
  document.appendChild(document.documentElement);
  document.readyState = 'complete';
  document.adoptedStyleSheets = [];
  // with this marker present plotly.js injects no style sheet of its own
  const marker = document.createElement('style');
  marker.setAttribute('id', 'plotly.js-style-global');
  marker.setAttribute('class', 'no-inline-styles');
  document.head.appendChild(marker);

  g.window = g.self = g.top = g;
  g.Element = g.HTMLElement = g.SVGElement = g.HTMLDivElement = Element;
  g.Node = Node;
  g.CSSStyleDeclaration = Style;
  g.XMLSerializer = function () { this.serializeToString = serialize; };
  g.DOMParser = function () { this.parseFromString = () => new Document(); };
  g.CSSStyleSheet = function () {
    this.cssRules = [];
    this.insertRule = this.replaceSync = nothing;
  };
  g.PlotlyConfig = { MathJaxConfig: 'local' };
  g.navigator = { userAgent: 'Mozilla/5.0 Chrome/120 Safari/537', language: 'de', platform: '' };
  g.location = {
    href: 'http://localhost/', protocol: 'http:', host: 'localhost', hash: '', search: '',
    pathname: '/',
  };
  g.devicePixelRatio = 1;
  g.innerWidth = 1200;
  g.innerHeight = 800;
  g.scrollX = g.scrollY = g.pageXOffset = g.pageYOffset = 0;
  g.addEventListener = g.removeEventListener = g.dispatchEvent = nothing;
  g.matchMedia = () => ({
    matches: false, addListener: nothing, removeListener: nothing,
    addEventListener: nothing, removeEventListener: nothing,
  });
  g.Event = g.CustomEvent = g.Blob = g.Image = function () {};
  g.URL = function () {};
  g.URL.createObjectURL = () => '';
  g.URL.revokeObjectURL = nothing;
  g.performance = { now: () => Date.now() };
  g.ResizeObserver = g.MutationObserver = function () {
    this.observe = this.disconnect = this.unobserve = nothing;
  };
  g.console = {
    log: nothing, warn: nothing, error: nothing, info: nothing, trace: nothing, debug: nothing,
    table: nothing,
  };
  g.btoa = g.atob = (text) => text;
  g.TextDecoder = function () { this.decode = () => ''; };
  g.TextEncoder = function () { this.encode = () => new Uint8Array(0); };

  const FIXED = { display: 'block', position: 'static', 'font-size': '16px' };
  const LENGTH = /width|height|margin|padding|left|top|border/i;
  function computed(element, name) {
    const own = element.style && element.style.getPropertyValue(name);
    const key = String(name).replace(/[A-Z]/g, (c) => '-' + c.toLowerCase());
    return own || FIXED[key] || (LENGTH.test(key) ? '0px' : '');
  }
  g.getComputedStyle = (element) => new Proxy({}, {
    get: (target, name) => name === 'getPropertyValue'
      ? (asked) => computed(element, asked)
      : computed(element, name),
  });

  const queue = [];
  let lastTimer = 0;
  g.setTimeout = (run, delay, ...args) => {
    queue.push([++lastTimer, () => run(...args)]);
    return lastTimer;
  };
  g.clearTimeout = (timer) => {
    const at = queue.findIndex((entry) => entry[0] === timer);
    if (at >= 0) queue.splice(at, 1);
  };
  g.setInterval = () => 0;
  g.clearInterval = nothing;
  g.requestAnimationFrame = (run) => g.setTimeout(() => run(0), 0);
  g.cancelAnimationFrame = g.clearTimeout;
  g.__drain = () => {
    let steps = 0;
    while (queue.length && steps++ < 10000) queue.shift()[1]();
    return steps;
  };
})(globalThis);
