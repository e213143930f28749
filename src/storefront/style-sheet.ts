import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ColorTokens, Theme } from './theme.ts';

/** In the order of the cascade. */
const PARTS = ['base', 'chrome', 'cards', 'home', 'listing', 'product', 'forms', 'cart', 'checkout', 'order', 'prose', 'print'] as const;

/** The one sheet: the theme's colours and type scale as custom properties, then our own rules. */
export function styleSheet(theme: Theme): string {
  return compact(tokens(theme) + PARTS.map((part) => readFileSync(join(import.meta.dirname, 'styles', `${part}.css`), 'utf8')).join('\n'));
}

function tokens(theme: Theme): string {
  const { light, dark } = theme.colors;
  return `:root{color-scheme:light dark;${colours(light)}${typeScale(theme.type.scale)}}
@media(prefers-color-scheme:dark){:root{${colours(dark)}}}
@media print{:root{${colours({ ...light, ground: '#ffffff', surface: '#ffffff', sunken: '#ffffff', ink: '#000000' })}}}\n`;
}

function colours(set: ColorTokens): string {
  return Object.entries(set)
    .map(([name, value]) => `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}:${value};`)
    .join('');
}

/** Steps -2 to 6: growing by 1.18 on a phone of 390 px and by the theme's ratio on a desk of 1440 px, fluid in between. */
function typeScale(ratio: number): string {
  const steps = [-2, -1, 0, 1, 2, 3, 4, 5, 6];
  return steps
    .map((step) => {
      const least = step < 0 ? [0.8125, 0.9062][step + 2]! : 1.0 * 1.18 ** step;
      const most = step < 0 ? [0.8125, 0.9375][step + 2]! : 1.0625 * ratio ** step;
      const slope = ((most - least) * 16) / (1440 - 390);
      const start = least - (slope * 390) / 16;
      const middle = `${start.toFixed(4)}rem + ${(slope * 100).toFixed(4)}vw`;
      return `--step${step < 0 ? `-m${-step}` : `-${step}`}:clamp(${least.toFixed(4)}rem,${middle},${most.toFixed(4)}rem);`;
    })
    .join('');
}

/** Comments and white space away; the sheet is ours, so this need not understand every string. */
function compact(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/:\s+/g, ':')
    .replace(/;}/g, '}')
    .trim();
}
