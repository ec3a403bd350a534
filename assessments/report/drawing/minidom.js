// The tree plotly.js writes its SVG into: nodes, attributes, inline style. No parser, no layout,
// no events. Loaded first; `globalThis.__dom` carries the parts the sibling files build on.
(function (g) {
  'use strict';
  const SVG = 'http://www.w3.org/2000/svg';
  const XHTML = 'http://www.w3.org/1999/xhtml';
  const dom = (g.__dom = { SVG, XHTML });
  const kebab = (name) => name.replace(/[A-Z]/g, (c) => '-' + c.toLowerCase());

  class Style {
    constructor() {
      Object.defineProperty(this, 'entries', { value: new Map() });
    }
    setProperty(name, value) {
      const key = kebab(name);
      if (value === null || value === undefined || value === '') this.entries.delete(key);
      else this.entries.set(key, String(value));
    }
    removeProperty(name) { this.entries.delete(kebab(name)); }
    getPropertyValue(name) { return this.entries.get(kebab(name)) || ''; }
    getPropertyPriority() { return ''; }
    get cssText() {
      return [...this.entries].map(([key, value]) => key + ': ' + value + ';').join(' ');
    }
    set cssText(text) {
      this.entries.clear();
      for (const rule of String(text || '').split(';')) {
        const colon = rule.indexOf(':');
        if (colon > 0) this.entries.set(rule.slice(0, colon).trim(), rule.slice(colon + 1).trim());
      }
    }
  }
  // element.style.fontSize and element.style['font-size'] reach the same entry
  const styleAccess = {
    get(style, key) {
      if (typeof key !== 'symbol' && !(key in style)) return style.getPropertyValue(key);
      const value = style[key];
      return typeof value === 'function' ? value.bind(style) : value;
    },
    set(style, key, value) {
      if (key === 'cssText') style.cssText = value;
      else style.setProperty(key, value);
      return true;
    },
  };

  class Node {
    constructor() {
      this.parentNode = null;
      this.childNodes = [];
    }
    get firstChild() { return this.childNodes[0] || null; }
    get lastChild() { return this.childNodes[this.childNodes.length - 1] || null; }
    sibling(step) {
      if (!this.parentNode) return null;
      const row = this.parentNode.childNodes;
      return row[row.indexOf(this) + step] || null;
    }
    get nextSibling() { return this.sibling(1); }
    get previousSibling() { return this.sibling(-1); }
    get nextElementSibling() {
      let node = this.nextSibling;
      while (node && node.nodeType !== 1) node = node.nextSibling;
      return node;
    }
    get parentElement() {
      return this.parentNode && this.parentNode.nodeType === 1 ? this.parentNode : null;
    }
    get ownerDocument() { return g.document; }
    getRootNode() {
      let node = this;
      while (node.parentNode) node = node.parentNode;
      return node;
    }
    get isConnected() { return this.getRootNode() === g.document; }
    hasChildNodes() { return this.childNodes.length > 0; }
    appendChild(child) { return this.insertBefore(child, null); }
    insertBefore(child, before) {
      if (child.nodeType === 11) {
        for (const part of child.childNodes.slice()) this.insertBefore(part, before);
        return child;
      }
      if (child === before) return child;
      if (child.parentNode) child.parentNode.removeChild(child);
      const at = before ? this.childNodes.indexOf(before) : -1;
      if (at < 0) this.childNodes.push(child);
      else this.childNodes.splice(at, 0, child);
      child.parentNode = this;
      return child;
    }
    removeChild(child) {
      const at = this.childNodes.indexOf(child);
      if (at >= 0) {
        this.childNodes.splice(at, 1);
        child.parentNode = null;
      }
      return child;
    }
    replaceChild(fresh, old) {
      this.insertBefore(fresh, old);
      this.removeChild(old);
      return old;
    }
    append(...children) {
      for (const child of children) {
        this.appendChild(typeof child === 'string' ? g.document.createTextNode(child) : child);
      }
    }
    remove() {
      if (this.parentNode) this.parentNode.removeChild(this);
    }
    contains(node) {
      for (; node; node = node.parentNode) if (node === this) return true;
      return false;
    }
    compareDocumentPosition(other) {
      if (this === other) return 0;
      const line = (node) => {
        const up = [];
        for (; node; node = node.parentNode) up.unshift(node);
        return up;
      };
      const mine = line(this);
      const theirs = line(other);
      if (mine[0] !== theirs[0]) return 1;
      let depth = 0;
      while (mine[depth] === theirs[depth] && depth < Math.min(mine.length, theirs.length)) depth++;
      if (depth >= mine.length) return 20; // contained by, following
      if (depth >= theirs.length) return 10; // contains, preceding
      const row = mine[depth - 1].childNodes;
      return row.indexOf(mine[depth]) < row.indexOf(theirs[depth]) ? 4 : 2;
    }
    get textContent() { return this.childNodes.map((child) => child.textContent).join(''); }
    set textContent(value) {
      for (const child of this.childNodes) child.parentNode = null;
      this.childNodes = [];
      if (value !== null && value !== undefined && value !== '') {
        this.appendChild(g.document.createTextNode(value));
      }
    }
    addEventListener() {}
    removeEventListener() {}
    dispatchEvent() { return true; }
  }

  class Text extends Node {
    constructor(value) {
      super();
      this.nodeValue = String(value);
    }
    get nodeType() { return 3; }
    get nodeName() { return '#text'; }
    get textContent() { return this.nodeValue; }
    set textContent(value) { this.nodeValue = String(value); }
    get data() { return this.nodeValue; }
    set data(value) { this.nodeValue = value; }
    cloneNode() { return new Text(this.nodeValue); }
  }

  Object.assign(dom, { Style, styleAccess, Node, Text });
})(globalThis);
