// The door Python knocks at: `__draw(json)` starts a picture, `__drawn` holds {svg} or {error}.
(function (g) {
  'use strict';
  let state = 1;
  // plotly.js names its clip paths by Math.random: seeded by the figure, equal input = equal bytes
  Math.random = () => (state = (state * 16807) % 2147483647) / 2147483647;

  g.__draw = function (json) {
    const drawn = (g.__drawn = {});
    let seed = 7;
    for (let i = 0; i < json.length; i++) seed = (seed * 31 + json.charCodeAt(i)) % 2147483646;
    state = seed + 1;
    const figure = JSON.parse(json);
    const size = { width: figure.layout.width, height: figure.layout.height };
    g.Plotly.toImage(
      { ...figure, config: { staticPlot: true } },
      { format: 'svg', imageDataOnly: true, ...size },
    ).then(
      (svg) => { drawn.svg = svg; },
      (error) => { drawn.error = String(error); },
    );
  };
})(globalThis);
