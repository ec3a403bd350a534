// What a browser knows by layout: how wide a text and how large a shape is. Texts come from the
// advance widths of the font (metrics: weight → character → em, plus ascent and descent), shapes
// from their attributes, groups as the union of their parts. Kerning is not counted (< 1 px).
function installMeasure(g, metrics) {
  'use strict';
  const { number, transform, moved, union, pathPoints, pathBox } = g.__geometry;
  const SVG = g.__dom.SVG;
  const UNKNOWN = 0.55; // em, for a character the font has not got

  function inherited(element, name) {
    for (let node = element; node && node.getAttribute; node = node.parentNode) {
      const own = node.style.getPropertyValue(name) || node.getAttribute(name);
      if (own) return own;
    }
    return null;
  }
  const size = (element) => number(inherited(element, 'font-size'), 12);
  function widths(element) {
    const asked = inherited(element, 'font-weight');
    const weight = asked === 'bold' ? 700 : number(asked, 400);
    return metrics.widths[weight >= 650 ? 700 : weight >= 500 ? 600 : 400];
  }
  function textWidth(text, element) {
    const table = widths(element);
    let total = 0;
    for (const character of text.replace(/\u200b/g, '')) {
      const width = table[character];
      total += width === undefined ? UNKNOWN : width;
    }
    return total * size(element);
  }

  // lines of a text element: {x, y: baseline, w: width, size}
  function lines(element) {
    const fontSize = size(element);
    const start = number(element.getAttribute('y'));
    const x = number(element.getAttribute('x'));
    const all = [{ w: 0, y: start, x, size: fontSize }];
    (function walk(node) {
      for (const child of node.childNodes) {
        if (child.nodeType === 3) all[all.length - 1].w += textWidth(child.nodeValue, node);
        else if (child.nodeType === 1) {
          const dy = child.getAttribute('dy');
          if ((child.getAttribute('class') || '').includes('line') && dy !== null) {
            const y = start + (/em/.test(dy) ? number(dy) * fontSize : number(dy));
            if (all.length === 1 && all[0].w === 0) all[0].y = y;
            else all.push({ w: 0, y, x: number(child.getAttribute('x'), x), size: fontSize });
          }
          walk(child);
        }
      }
    })(element);
    return all;
  }

  function textBox(element) {
    const anchor = inherited(element, 'text-anchor') || 'start';
    const share = { start: 0, middle: 0.5, end: 1 }[anchor] || 0;
    let box = null;
    for (const line of lines(element)) {
      if (!line.w) continue;
      const left = line.x - share * line.w;
      box = union(box, [
        left, line.y - metrics.ascent * line.size,
        left + line.w, line.y + metrics.descent * line.size,
      ]);
    }
    return box;
  }

  function box(element) {
    if (inherited(element, 'display') === 'none') return null;
    const of = (name) => number(element.getAttribute(name));
    switch (element.nodeName.toLowerCase()) {
      case 'text':
        return textBox(element);
      case 'rect':
      case 'image':
      case 'foreignobject':
        return [of('x'), of('y'), of('x') + of('width'), of('y') + of('height')];
      case 'circle':
        return [of('cx') - of('r'), of('cy') - of('r'), of('cx') + of('r'), of('cy') + of('r')];
      case 'line':
        return [
          Math.min(of('x1'), of('x2')), Math.min(of('y1'), of('y2')),
          Math.max(of('x1'), of('x2')), Math.max(of('y1'), of('y2')),
        ];
      case 'path':
        return pathBox(element.getAttribute('d') || '');
      case 'defs':
      case 'clippath':
      case 'title':
        return null;
      default:
        return element.children.reduce((whole, child) => {
          const part = box(child);
          return part ? union(whole, moved(transform(child.getAttribute('transform')), part)) : whole;
        }, null);
    }
  }

  const rectangle = ([left, top, right, bottom]) => ({
    x: left, y: top, left, top, right, bottom, width: right - left, height: bottom - top,
    toJSON() { return this; },
  });
  const isShape = (node) => node.namespaceURI === SVG && node.nodeName.toLowerCase() !== 'svg';
  const NOWHERE = [0, 0, 0, 0];

  const element = g.Element.prototype;
  element.getBBox = function () { return rectangle(box(this) || NOWHERE); };
  element.getBoundingClientRect = function () {
    if (!isShape(this)) {
      const length = (name) => number(this.getAttribute(name), number(this.style[name]));
      return rectangle([0, 0, length('width'), length('height')]);
    }
    let onScreen = box(this);
    if (!onScreen) return rectangle(NOWHERE);
    for (let node = this; node && isShape(node); node = node.parentNode) {
      onScreen = moved(transform(node.getAttribute('transform')), onScreen);
    }
    return rectangle(onScreen);
  };
  element.getComputedTextLength = function () {
    return Math.max(...lines(this).map((line) => line.w));
  };
  element.getTotalLength = function () {
    const points = pathPoints(this.getAttribute('d') || '');
    return points.slice(1).reduce((length, [x, y], i) =>
      length + Math.hypot(x - points[i][0], y - points[i][1]), 0);
  };
  element.getPointAtLength = function (length) {
    const points = pathPoints(this.getAttribute('d') || '');
    for (let i = 1; i < points.length; i++) {
      const [[x0, y0], [x1, y1]] = [points[i - 1], points[i]];
      const step = Math.hypot(x1 - x0, y1 - y0);
      if (length <= step || i === points.length - 1) {
        const part = step ? Math.min(1, length / step) : 0;
        return { x: x0 + part * (x1 - x0), y: y0 + part * (y1 - y0) };
      }
      length -= step;
    }
    return points.length ? { x: points[0][0], y: points[0][1] } : { x: 0, y: 0 };
  };
  element.getScreenCTM = () => ({ a: 1, b: 0, c: 0, d: 1, e: 0, f: 0, inverse() { return this; } });
}
