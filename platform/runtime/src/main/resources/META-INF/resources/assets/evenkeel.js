/*
 * What makes pages nicer where there is a script: charts from tables, times in the reader's zone, content that stays
 * current, a switch for the theme. Every page works without it.
 */
(() => {
  'use strict';

  const root = document.documentElement;
  const charts = new Map();
  const library = document.currentScript.dataset.charts;
  const darkSystem = window.matchMedia('(prefers-color-scheme: dark)');

  // --- Theme: a cookie rather than local storage, so that the server already sends the right one and nothing flashes

  function shownTheme() {
    const chosen = root.dataset.theme;
    return chosen === 'auto' ? (darkSystem.matches ? 'dark' : 'light') : chosen;
  }

  function setUpTheme() {
    const toggle = document.querySelector('.theme-toggle');
    const show = () => {
      toggle.dataset.shows = shownTheme();
      toggle.setAttribute('aria-label', shownTheme() === 'dark' ? 'Switch to the light theme' : 'Switch to the dark theme');
    };
    toggle.hidden = false;
    toggle.addEventListener('click', () => {
      const next = shownTheme() === 'dark' ? 'light' : 'dark';
      // what the system shows anyway need not be remembered: it goes on following the system
      const follows = (next === 'dark') === darkSystem.matches;
      root.dataset.theme = follows ? 'auto' : next;
      document.cookie = `evenkeel_theme=${root.dataset.theme};path=/;max-age=31536000;samesite=lax`;
      show();
      redrawCharts();
    });
    darkSystem.addEventListener('change', () => { show(); redrawCharts(); });
    show();
  }

  // --- Times

  const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  const day = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
  const hour = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

  function localiseTimes(within) {
    for (const time of within.querySelectorAll('time[datetime]:not([data-local])')) {
      const at = new Date(time.dateTime);
      if (!Number.isNaN(at.getTime())) {
        time.title = time.textContent;
        time.textContent = dateTime.format(at);
        time.dataset.local = '';
      }
    }
  }

  // --- Charts: the table beside a chart is its data

  function value(cell) {
    const text = (cell.dataset.value ?? cell.textContent).trim().replace(/[\u2009\u00a0, ]/g, '');
    return text === '' ? null : Number(text);
  }

  function readTable(table) {
    const headings = [...table.tHead.rows[0].cells].slice(1);
    const rows = [...table.tBodies[0].rows];
    const times = rows.map((row) => row.cells[0].querySelector('time')?.dateTime);
    const timed = rows.length > 0 && times.every((time) => time);
    return {
      timed,
      labels: rows.map((row, i) => (timed ? Date.parse(times[i]) : row.cells[0].textContent.trim())),
      series: headings.map((heading, i) => ({
        label: heading.textContent.trim(),
        style: heading.dataset.style ?? '',
        values: rows.map((row) => (row.cells[i + 1] ? value(row.cells[i + 1]) : null)),
      })),
    };
  }

  function colours() {
    const probe = document.createElement('span');
    document.body.append(probe);
    const resolve = (name) => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const found = {
      text: resolve('quiet'), line: resolve('line'), surface: resolve('surface'),
      ok: resolve('ok'), warn: resolve('warn'), bad: resolve('bad'), info: resolve('info'),
      series: ['accent', 'warn', 'ok', 'bad', 'idle'].map(resolve),
    };
    probe.remove();
    return found;
  }

  function faded(colour, opacity) {
    return colour.replace(/^rgb\((.*)\)$/, `rgba($1, ${opacity})`);
  }

  function dataset(series, index, all, kind, palette) {
    const solid = palette.series[index % palette.series.length];
    // a forecast is of the first series, and looks like it
    const colour = { limit: palette.bad, dashed: palette.series[0] }[series.style] ?? solid;
    const band = series.style.startsWith('band-');
    return {
      label: series.label,
      data: series.values,
      borderColor: band ? 'transparent' : colour,
      backgroundColor: faded(band ? palette.series[0] : colour, kind === 'bar' ? 0.85 : 0.16),
      borderWidth: kind === 'bar' ? 0 : 2,
      borderDash: ['dashed', 'limit'].includes(series.style) ? [6, 4] : [],
      fill: series.style === 'band-high' ? all.findIndex((other) => other.style === 'band-low') : kind === 'area' && !series.style,
      pointRadius: 0,
      pointHitRadius: 8,
      spanGaps: false,
      borderRadius: 2,
      maxBarThickness: 28,
    };
  }

  function timeTick(span) {
    return (at) => (span > 3 * 86400e3 ? day : hour).format(new Date(at));
  }

  function readMarks(figure) {
    return [...figure.querySelectorAll('.chart-marks li')].map((item) => {
      const [from, to] = [...item.querySelectorAll('time')].map((time) => Date.parse(time.dateTime));
      return { kind: item.dataset.kind, from, to: to ?? Infinity };
    });
  }

  // Spans stand behind the lines, with an edge where they begin; one too short to see is as wide as its edge.
  function marking(marks, palette) {
    return {
      id: 'marks',
      beforeDatasetsDraw({ ctx, chartArea, scales: { x } }) {
        for (const mark of marks.filter(({ from, to }) => from <= x.max && to >= x.min)) {
          const left = x.getPixelForValue(Math.max(mark.from, x.min));
          const right = x.getPixelForValue(Math.min(mark.to, x.max));
          const height = chartArea.bottom - chartArea.top;
          ctx.fillStyle = faded(palette[mark.kind] ?? palette.text, 0.16);
          ctx.fillRect(left, chartArea.top, right - left, height);
          ctx.fillStyle = palette[mark.kind] ?? palette.text;
          ctx.fillRect(left, chartArea.top, 2, height);
        }
      },
    };
  }

  function draw(figure) {
    const table = figure.querySelector('table');
    if (!table?.tHead || !table.tBodies[0]?.rows.length) {
      return;
    }
    const { timed, labels, series } = readTable(table);
    const { kind, unit } = figure.dataset;
    const palette = colours();
    const span = timed ? labels[labels.length - 1] - labels[0] : 0;
    const box = figure.querySelector('.chart-canvas');
    const number = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 4 });
    const datasets = series.map((one, i) => dataset(one, i, series, kind, palette));
    if (timed) {
      datasets.forEach((set) => { set.data = set.data.map((y, i) => ({ x: labels[i], y })); });
    }
    const canvas = document.createElement('canvas');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', `Chart: ${figure.querySelector('figcaption').textContent.trim()}. The table below has the data.`);
    box.replaceChildren(canvas);
    box.hidden = false;
    charts.set(figure, new window.Chart(canvas, {
      type: kind === 'bar' ? 'bar' : 'line',
      data: timed ? { datasets } : { labels, datasets },
      plugins: timed ? [marking(readMarks(figure), palette)] : [],
      options: {
        animation: false,
        maintainAspectRatio: false,
        interaction: { mode: 'index', intersect: false },
        scales: {
          x: {
            ...(timed && kind !== 'bar' ? { type: 'linear', min: labels[0], max: labels[labels.length - 1] } : {}),
            grid: { display: false },
            border: { color: palette.line },
            ticks: { color: palette.text, maxRotation: 0, autoSkipPadding: 24, ...(timed ? { callback: timeTick(span) } : {}) },
          },
          y: {
            grid: { color: palette.line },
            border: { display: false },
            beginAtZero: kind !== 'line',
            ticks: { color: palette.text, maxTicksLimit: 6, callback: (y) => number.format(y) },
          },
        },
        plugins: {
          legend: {
            display: series.filter((one) => !one.style.startsWith('band-')).length > 1,
            labels: { color: palette.text, boxWidth: 12, boxHeight: 2, filter: (item) => !series[item.datasetIndex].style.startsWith('band-') },
          },
          tooltip: {
            callbacks: {
              title: (items) => (timed ? dateTime.format(new Date(items[0].parsed.x)) : items[0].label),
              label: (item) => `${item.dataset.label}: ${number.format(item.parsed.y)}${unit ? ` ${unit}` : ''}`,
            },
          },
        },
      },
    }));
  }

  function redrawCharts() {
    charts.forEach((chart) => chart.destroy());
    charts.clear();
    document.querySelectorAll('figure.chart').forEach(draw);
  }

  function setUpCharts() {
    const figures = document.querySelectorAll('figure.chart');
    if (figures.length === 0) {
      return;
    }
    const open = (figure) => { figure.querySelector('.chart-data').open = false; };
    if (window.Chart) {
      redrawCharts();
      figures.forEach(open);
      return;
    }
    const script = document.createElement('script');
    script.src = library;
    script.onload = () => { redrawCharts(); figures.forEach(open); };
    document.head.append(script);
  }

  // --- Content that stays current: the same page is fetched again and its content put in place

  let fetching = false;

  async function refresh(main) {
    const busy = main.contains(document.activeElement) && document.activeElement !== main;
    if (fetching || busy || document.hidden || main.querySelector('details[open]:not(.chart-data)')) {
      return;
    }
    fetching = true;
    try {
      const response = await fetch(location.href, { headers: { Accept: 'text/html' }, redirect: 'error' });
      if (response.ok) {
        const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('main');
        const opened = [...main.querySelectorAll('.chart-data')].map((details) => details.open);
        main.replaceChildren(...fresh.childNodes);
        main.querySelectorAll('.chart-data').forEach((details, i) => { details.open = opened[i] ?? false; });
        localiseTimes(main);
        if (window.Chart) {
          redrawCharts();
        } else {
          setUpCharts();
        }
      }
      delete root.dataset.stale;
    } catch {
      // the service is away or the session is over: what is shown stays, marked as old; the next round tries again
      root.dataset.stale = '';
    } finally {
      fetching = false;
    }
  }

  function setUpRefresh() {
    const main = document.querySelector('main');
    const seconds = Number(main.dataset.refresh);
    if (seconds > 0) {
      setInterval(() => refresh(main), seconds * 1000);
    }
  }

  // --- Menus close like menus

  function setUpMenus() {
    const menu = document.querySelector('.person');
    if (!menu) {
      return;
    }
    document.addEventListener('click', (event) => {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
    menu.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && menu.open) {
        menu.open = false;
        menu.querySelector('summary').focus();
      }
    });
  }

  // --- On a narrow screen the page that is open may be beyond the edge of the navigation

  function showWhereWeAre() {
    for (const link of document.querySelectorAll(':is(.suite, .pages) a[aria-current]')) {
      const list = link.closest('ul');
      const place = link.getBoundingClientRect().left - list.getBoundingClientRect().left;
      list.scrollLeft = place - (list.clientWidth - link.clientWidth) / 2;
    }
  }

  setUpTheme();
  setUpMenus();
  showWhereWeAre();
  localiseTimes(document);
  setUpCharts();
  setUpRefresh();
})();
