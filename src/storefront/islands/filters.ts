import { one, passing, remember, remembered } from './dom.ts';

type Place = { path: string; y: number; name: string; value: string };

/** Filters apply themselves on a desk; in the sheet of a phone the button tells how many there will be. */
export function startFilters(): void {
  const form = one<HTMLFormElement>('form[data-filters]');
  if (!form) return;
  returnToPlace(form);
  const sheet = form.closest<HTMLElement>('[popover]');
  const isSheetOpen = () => sheet?.matches(':popover-open') ?? false;
  document.addEventListener('change', (event) => {
    const input = event.target as HTMLInputElement;
    if (input.form !== form) return;
    if (isSheetOpen()) preview(form).catch(() => {});
    else if (input.checkValidity()) apply(form, input);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    location.assign(addressOfForm(form));
  });
}

/** The address that the form stands for: what is empty or unchanged stays out of it. */
function addressOfForm(form: HTMLFormElement): string {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && value !== '') fields.append(name, value);
  const sort = form.elements.namedItem('sort') as HTMLSelectElement | null;
  if (sort && !new URLSearchParams(location.search).has('sort') && sort.selectedOptions[0]?.defaultSelected) fields.delete('sort');
  const text = fields.toString();
  return text ? `${form.action}?${text}` : form.action;
}

function apply(form: HTMLFormElement, input: HTMLInputElement): void {
  const place: Place = { path: location.pathname, y: scrollY, name: input.name, value: input.value };
  remember(passing, 'place', place);
  location.assign(addressOfForm(form));
}

/** After a filter the page comes back where it was, with the focus on what was clicked. */
function returnToPlace(form: HTMLFormElement): void {
  const place = remembered<Place>(passing, 'place');
  remember(passing, 'place', null);
  if (!place || place.path !== location.pathname) return;
  scrollTo({ top: place.y, behavior: 'instant' });
  const inputs = [...form.elements] as HTMLInputElement[];
  const same = inputs.find((i) => i.name === place.name && (i.type !== 'checkbox' || i.value === place.value));
  same?.focus({ preventScroll: true });
}

let previewing: AbortController | null = null;

async function preview(form: HTMLFormElement): Promise<void> {
  previewing?.abort();
  previewing = new AbortController();
  const answer = await fetch(addressOfForm(form), { signal: previewing.signal });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const words = page.querySelector('.filters-end .button')?.textContent;
  const button = one('.filters-end .button', form);
  if (button && words) button.textContent = words;
}
