// The CSS selectors plotly.js and d3 ask for: tag, #id, .class, [attribute], :not(), :scope,
// descendant and child. Anything else matches as if it were not written.
(function (g) {
  'use strict';
  const dom = g.__dom;
  const PART = '(?:[a-zA-Z*][\\w-]*|#[\\w-]+|\\.[\\w-]+|\\[[^\\]]+\\]|:not\\([^)]*\\)|:[\\w-]+)';
  const ATTRIBUTE = /\[([\w:-]+)(?:([~^$*]?=)"?([^"\]]*)"?)?\]/;
  const known = new Map();

  function compound(text, combinator) {
    const parts = { tag: null, id: null, classes: [], attributes: [], not: [], combinator };
    for (const token of text.match(new RegExp(PART, 'g'))) {
      if (token[0] === '#') parts.id = token.slice(1);
      else if (token[0] === '.') parts.classes.push(token.slice(1));
      else if (token[0] === '[') parts.attributes.push(ATTRIBUTE.exec(token).slice(1));
      else if (token.startsWith(':not')) parts.not.push(parse(token.slice(5, -1)));
      else if (token === ':scope') parts.scope = true;
      else if (token[0] !== ':' && token !== '*') parts.tag = token;
    }
    return parts;
  }

  function parse(selector) {
    const ready = known.get(selector);
    if (ready) return ready;
    const list = selector.split(',').map((alternative) => {
      const chain = [];
      const tokens = new RegExp('\\s*(>)\\s*|\\s+|(' + PART + '+)', 'g');
      let combinator = ' ';
      let token;
      while ((token = tokens.exec(alternative.trim()))) {
        if (token[1]) combinator = '>';
        else if (token[2]) {
          chain.push(compound(token[2], combinator));
          combinator = ' ';
        }
      }
      return chain;
    });
    known.set(selector, list);
    return list;
  }

  function attributeFits(element, [name, operator, wanted]) {
    const value = element.getAttribute(name);
    if (value === null) return false;
    if (operator === '=') return value === wanted;
    if (operator === '^=') return value.startsWith(wanted);
    if (operator === '*=') return value.includes(wanted);
    return true;
  }

  function fits(element, parts, root) {
    if (parts.scope) return element === root;
    if (parts.tag && element.localName.toLowerCase() !== parts.tag.toLowerCase()) return false;
    if (parts.id && element.attrs.get('id') !== parts.id) return false;
    const padded = ' ' + (element.attrs.get('class') || '') + ' ';
    if (parts.classes.some((name) => !padded.includes(' ' + name + ' '))) return false;
    if (parts.attributes.some((attribute) => !attributeFits(element, attribute))) return false;
    return !parts.not.some((list) => any(element, list));
  }

  function chainFits(element, chain, last, root) {
    if (!fits(element, chain[last], root)) return false;
    if (last === 0) return true;
    for (let node = element.parentNode; node && node.nodeType === 1; node = node.parentNode) {
      if (chainFits(node, chain, last - 1, root)) return true;
      if (chain[last].combinator === '>') return false;
    }
    return false;
  }

  function any(element, list, root) {
    return list.some((chain) => chain.length && chainFits(element, chain, chain.length - 1, root));
  }

  dom.matches = (element, selector) => any(element, parse(selector));
  dom.find = function (root, selector, firstOnly) {
    const list = parse(selector);
    const found = [];
    (function walk(node) {
      for (const child of node.childNodes) {
        if (child.nodeType !== 1) continue;
        if (any(child, list, root)) {
          found.push(child);
          if (firstOnly) return true;
        }
        if (walk(child) && firstOnly) return true;
      }
      return false;
    })(root);
    found.item = (index) => found[index];
    return found;
  };
})(globalThis);
