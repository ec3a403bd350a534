// Boxes [left, top, right, bottom] of shapes, and transforms [a, b, c, d, e, f], from attributes
// alone. `globalThis.__geometry` is what svgmeasure.js builds on.
(function (g) {
  'use strict';
  const number = (value, otherwise = 0) => {
    const parsed = parseFloat(value);
    return isNaN(parsed) ? otherwise : parsed;
  };
  const IDENTITY = [1, 0, 0, 1, 0, 0];

  const multiply = (p, q) => [
    p[0] * q[0] + p[2] * q[1], p[1] * q[0] + p[3] * q[1],
    p[0] * q[2] + p[2] * q[3], p[1] * q[2] + p[3] * q[3],
    p[0] * q[4] + p[2] * q[5] + p[4], p[1] * q[4] + p[3] * q[5] + p[5],
  ];

  function rotation(values) {
    const radians = (values[0] * Math.PI) / 180;
    const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
    const turn = [cos, sin, -sin, cos, 0, 0];
    if (values.length < 3) return turn;
    const [x, y] = [values[1], values[2]];
    return multiply(multiply([1, 0, 0, 1, x, y], turn), [1, 0, 0, 1, -x, -y]);
  }

  function transform(text) {
    let matrix = IDENTITY;
    const steps = /(translate|rotate|scale|matrix)\(([^)]*)\)/g;
    let step;
    while (text && (step = steps.exec(text))) {
      const v = step[2].split(/[\s,]+/).filter(Boolean).map(Number);
      if (step[1] === 'translate') matrix = multiply(matrix, [1, 0, 0, 1, v[0], v[1] || 0]);
      else if (step[1] === 'scale') {
        matrix = multiply(matrix, [v[0], 0, 0, v[1] === undefined ? v[0] : v[1], 0, 0]);
      } else matrix = multiply(matrix, step[1] === 'matrix' ? v : rotation(v));
    }
    return matrix;
  }

  function around(points) {
    const xs = points.map((point) => point[0]);
    const ys = points.map((point) => point[1]);
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  }

  const moved = (matrix, box) => around(
    [[box[0], box[1]], [box[2], box[1]], [box[0], box[3]], [box[2], box[3]]].map(([x, y]) => [
      matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5],
    ]),
  );

  const union = (a, b) => (a && b
    ? [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]
    : a || b);

  // per command: how many numbers, and which of them are x, y pairs (curves: control points count)
  const COMMANDS = { M: 2, L: 2, T: 2, H: 1, V: 1, A: 7, C: 6, S: 4, Q: 4, Z: 0 };

  function pathPoints(data) {
    const tokens = data.match(/[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g) || [];
    const points = [];
    let [x, y, at, command] = [0, 0, 0, ''];
    while (at < tokens.length) {
      if (/^[a-zA-Z]$/.test(tokens[at])) command = tokens[at++];
      const kind = command.toUpperCase();
      const size = COMMANDS[kind];
      if (!size) { // Z, or something unknown: move on
        if (size === undefined) at++;
        continue;
      }
      const values = tokens.slice(at, at + size).map(Number);
      at += size;
      const [dx, dy] = command === kind ? [0, 0] : [x, y];
      if (kind === 'H') points.push([(x = dx + values[0]), y]);
      else if (kind === 'V') points.push([x, (y = dy + values[0])]);
      else {
        for (let i = kind === 'A' ? 5 : 0; i + 1 < values.length; i += 2) {
          points.push([dx + values[i], dy + values[i + 1]]);
        }
        [x, y] = points[points.length - 1];
      }
    }
    return points;
  }

  function pathBox(data) {
    const points = pathPoints(data);
    return points.length ? around(points) : null;
  }

  g.__geometry = { number, transform, moved, union, pathPoints, pathBox };
})(globalThis);
