// Elements and the document of the small DOM (see minidom.js).
(function (g) {
  'use strict';
  const dom = g.__dom;
  const { SVG, XHTML, Style, styleAccess, Node, Text } = dom;

  function classList(element) {
    const words = () => (element.attrs.get('class') || '').split(/\s+/).filter(Boolean);
    const write = (list) => element.attrs.set('class', list.join(' '));
    return {
      add(...names) { write([...new Set([...words(), ...names])]); },
      remove(...names) { write(words().filter((word) => !names.includes(word))); },
      contains: (name) => words().includes(name),
      toggle(name, force) {
        const wanted = force === undefined ? !words().includes(name) : force;
        if (wanted) this.add(name);
        else this.remove(name);
      },
      get length() { return words().length; },
    };
  }

  class Element extends Node {
    constructor(namespace, name) {
      super();
      this.namespaceURI = namespace;
      this.localName = name;
      this.tagName = this.nodeName = namespace === XHTML ? name.toUpperCase() : name;
      this.attrs = new Map();
      Object.defineProperty(this, 'styles', { value: new Style() });
      this.style = new Proxy(this.styles, styleAccess);
      this.scrollTop = this.scrollLeft = 0;
    }
    get nodeType() { return 1; }
    setAttribute(name, value) {
      if (name === 'style') this.styles.cssText = value;
      else this.attrs.set(name, String(value));
    }
    getAttribute(name) {
      if (name === 'style') return this.styles.entries.size ? this.styles.cssText : null;
      const value = this.attrs.get(name);
      return value === undefined ? null : value;
    }
    hasAttribute(name) { return this.getAttribute(name) !== null; }
    removeAttribute(name) {
      if (name === 'style') this.styles.entries.clear();
      else this.attrs.delete(name);
    }
    setAttributeNS(namespace, name, value) { this.setAttribute(name, value); }
    getAttributeNS(namespace, name) {
      const value = this.getAttribute(name);
      return value !== null ? value : this.getAttribute('xlink:' + name);
    }
    removeAttributeNS(namespace, name) {
      this.removeAttribute(name);
      this.removeAttribute('xlink:' + name);
    }
    get attributes() {
      const list = [...this.attrs].map(([name, value]) => ({ name, value }));
      const style = this.getAttribute('style');
      if (style !== null) list.push({ name: 'style', value: style });
      return list;
    }
    get id() { return this.attrs.get('id') || ''; }
    set id(value) { this.setAttribute('id', value); }
    get className() {
      const value = this.attrs.get('class') || '';
      return this.namespaceURI === SVG ? { baseVal: value, animVal: value } : value;
    }
    set className(value) { this.attrs.set('class', String(value)); }
    get classList() { return classList(this); }
    get children() { return this.childNodes.filter((child) => child.nodeType === 1); }
    get firstElementChild() { return this.children[0] || null; }
    get lastElementChild() { return this.children[this.children.length - 1] || null; }
    get childElementCount() { return this.children.length; }
    get ownerSVGElement() {
      for (let node = this.parentNode; node && node.nodeType === 1; node = node.parentNode) {
        if (node.localName === 'svg') return node;
      }
      return null;
    }
    get innerHTML() { return this.childNodes.map(dom.serialize).join(''); }
    set innerHTML(ignored) { this.textContent = ''; } // there is no parser
    get outerHTML() { return dom.serialize(this); }
    insertAdjacentHTML() {}
    get offsetParent() { return this.parentNode; }
    get clientWidth() { return 0; }
    get clientHeight() { return 0; }
    get offsetWidth() { return 0; }
    get offsetHeight() { return 0; }
    cloneNode(deep) {
      const copy = new Element(this.namespaceURI, this.localName);
      for (const [name, value] of this.attrs) copy.attrs.set(name, value);
      for (const [name, value] of this.styles.entries) copy.styles.entries.set(name, value);
      if (deep) for (const child of this.childNodes) copy.appendChild(child.cloneNode(true));
      return copy;
    }
    matches(selector) { return dom.matches(this, selector); }
    closest(selector) {
      for (let node = this; node && node.nodeType === 1; node = node.parentNode) {
        if (node.matches(selector)) return node;
      }
      return null;
    }
    querySelector(selector) { return dom.find(this, selector, true)[0] || null; }
    querySelectorAll(selector) { return dom.find(this, selector, false); }
    getElementsByTagName(name) { return dom.find(this, name, false); }
    getElementsByClassName(name) { return dom.find(this, '.' + name, false); }
    focus() {}
    blur() {}
    click() {}
    getContext() { return null; } // no canvas: traces that need one fail with an exception
  }

  class Document extends Node {
    get nodeType() { return 9; }
    get nodeName() { return '#document'; }
    get ownerDocument() { return null; }
    get defaultView() { return g; }
    get styleSheets() { return []; }
    get activeElement() { return this.body; }
    createElement(name) { return new Element(XHTML, name.toLowerCase()); }
    createElementNS(namespace, name) { return new Element(namespace, name); }
    createTextNode(value) { return new Text(value); }
    createDocumentFragment() {
      const fragment = new Node();
      Object.defineProperty(fragment, 'nodeType', { value: 11 });
      return fragment;
    }
    createEvent() { return { initEvent() {} }; }
    getElementById(id) { return dom.find(this, '#' + id, true)[0] || null; }
    querySelector(selector) { return dom.find(this, selector, true)[0] || null; }
    querySelectorAll(selector) { return dom.find(this, selector, false); }
    getElementsByTagName(name) { return dom.find(this, name, false); }
  }

  Object.assign(dom, { Element, Document });
})(globalThis);
