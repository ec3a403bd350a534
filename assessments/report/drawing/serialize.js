// Tree to text. Inline styles leave as presentation attributes: a strict Content-Security-Policy
// blocks style="…". The font family stays out, so that the picture takes the font of its page.
(function (g) {
  'use strict';
  const dom = g.__dom;
  const KEEP = new Set([
    'fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-opacity', 'stroke-width',
    'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'stroke-miterlimit', 'opacity',
    'font-size', 'font-weight', 'font-style', 'text-anchor', 'display', 'visibility',
    'clip-path', 'stop-color', 'stop-opacity',
  ]);
  const DROP = new Set(['style', 'font-family', 'xmlns:xlink', 'pointer-events', 'cursor']);
  // plotly.js hangs its own data on elements (data-notex, data-unformatted, …): nobody reads it
  const wanted = (name) => !DROP.has(name) && !name.startsWith('data-');
  const INITIAL = { 'font-style': 'normal', 'stroke-miterlimit': '2', visibility: 'visible' };

  const escape = (text) =>
    String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

  function attributes(element) {
    const all = new Map();
    for (const [name, value] of element.attrs) if (wanted(name)) all.set(name, value);
    for (const [name, value] of element.styles.entries) {
      if (KEEP.has(name) && INITIAL[name] !== value) all.set(name, value);
    }
    return all;
  }

  dom.serialize = function (node) {
    if (node.nodeType === 3) return escape(node.nodeValue);
    if (node.nodeType !== 1) return '';
    // plotly.js leaves empty paths where a figure has no such line; SVG asks for a shape
    if (node.localName === 'path' && !node.attrs.get('d')) return '';
    let text = '<' + node.localName;
    for (const [name, value] of attributes(node)) {
      text += ' ' + name + '="' + escape(value).replace(/"/g, '&quot;') + '"';
    }
    if (!node.childNodes.length) return text + '/>';
    return text + '>' + node.childNodes.map(dom.serialize).join('') + '</' + node.localName + '>';
  };
})(globalThis);
