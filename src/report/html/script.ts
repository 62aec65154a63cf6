/**
 * What the HTML report does in a browser: it filters, and it saves a plan with what was chosen.
 * It reads nothing but the document, and sends nothing.
 */
export const script = `
'use strict';
(() => {
  const filters = document.getElementById('filters');
  const entries = [...document.querySelectorAll('[data-kind]')];
  const groups = [...document.querySelectorAll('[data-group]')];
  const shown = document.getElementById('shown');
  let turn = 0;
  const filter = () => {
    turn += 1;
    const mine = turn;
    const kind = filters.elements.kind.value;
    const field = filters.elements.field.value;
    const record = filters.elements.record.value.trim().toLowerCase();
    let count = 0;
    let at = 0;
    // A few hundred at a time: in between, the browser can take what is typed.
    const some = () => {
      if (mine !== turn) return;
      for (const entry of entries.slice(at, at + 250)) {
        const fits =
          (kind === '' || entry.dataset.kind === kind) &&
          (field === '' || entry.dataset.fields.split('\\n').includes(field)) &&
          (record === '' || entry.dataset.record.toLowerCase().includes(record));
        if (entry.hidden === fits) entry.hidden = !fits;
        if (fits) count += 1;
      }
      at += 250;
      for (const group of groups) group.hidden = group.querySelector('[data-kind]:not([hidden])') === null;
      shown.textContent = count + ' of ' + entries.length + ' shown' + (at < entries.length ? ' so far' : '');
      if (at < entries.length) setTimeout(some);
    };
    some();
  };
  if (filters !== null) {
    filters.hidden = false;
    filters.addEventListener('input', filter);
    filters.addEventListener('reset', () => setTimeout(filter));
    filters.addEventListener('submit', (event) => event.preventDefault());
    filter();
  }
  const form = document.getElementById('plan-form');
  if (form === null) return;
  form.hidden = false;
  const selects = [...document.querySelectorAll('select[data-of]')];
  for (const select of selects) select.closest('.choice').hidden = false;
  const chosen = () => selects.filter((select) => select.value !== select.dataset.planned);
  const count = document.getElementById('chosen');
  const tell = () => {
    const number = chosen().length;
    count.textContent = number === 0 ? 'Nothing chosen: all as planned' : number + (number === 1 ? ' choice' : ' choices');
  };
  document.addEventListener('change', tell);
  tell();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const plan = JSON.parse(document.getElementById('plan').textContent);
    for (const select of chosen()) {
      const { listing, of, key, field } = select.dataset;
      const choice = field === undefined ? { of, key } : { of, key, field };
      plan.listings[Number(listing)].choices.push({ ...choice, take: select.value });
    }
    const address = URL.createObjectURL(
      new Blob([JSON.stringify(plan, undefined, 2) + '\\n'], { type: 'application/json' }),
    );
    const link = document.createElement('a');
    link.href = address;
    link.download = 'plan.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  });
})();
`;
