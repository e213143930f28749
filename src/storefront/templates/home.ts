import { type Html, html } from '../../platform/pages/html.ts';
import type { MediaView, RowView } from '../../shop/discovery/index.ts';
import { type PageContext, say, sayByMarket } from '../context.ts';
import { findCategory, links, themeHref } from '../links.ts';
import type { HomeBlock } from '../theme.ts';
import { cardGrid } from './card.ts';
import { icon } from './icons.ts';
import { type FinishedPage, layout } from './layout.ts';
import { picture } from './picture.ts';
import { shopData } from './structured-data.ts';

/** What the blocks of the home page need beside the theme. */
export type HomeView = {
  /** By `MediaRef.src` of the theme; missing ones are drawn as placeholders. */
  pictures: Readonly<Record<string, MediaView>>;
  /** By position of the block in the theme; null where a block shows no products. */
  rows: readonly (RowView | null)[];
};

type Block<K extends HomeBlock['block']> = Extract<HomeBlock, { block: K }>;

const FEWEST_IN_ROW = 3;

export function homePage(context: PageContext, view: HomeView): FinishedPage {
  const { theme } = context;
  const hero = theme.home.find((b): b is Block<'hero'> => b.block === 'hero');
  const heroPicture = hero ? (view.pictures[hero.image] ?? null) : null;
  const blocks = theme.home.map((block, index) => homeBlock(context, view, block, index));
  return layout(context, {
    kind: 'home',
    main: html`${hero ? null : html`<h1 class="sr">${theme.name}</h1>`}${blocks}`,
    meta: {
      title: say(context, theme.claim),
      description: say(context, theme.description),
      canonical: '/',
      image: heroPicture,
      data: shopData(context),
    },
  });
}

function homeBlock(context: PageContext, view: HomeView, block: HomeBlock, index: number): Html | null {
  switch (block.block) {
    case 'hero':
      return heroBlock(context, view, block);
    case 'category-tiles':
      return tilesBlock(context, view, block);
    case 'story':
      return storyBlock(context, view, block);
    case 'products':
      return productsBlock(context, view.rows[index] ?? null, block, index);
    case 'makers':
      return makersBlock(context, block);
    case 'promises':
      return promisesBlock(context, block);
  }
}

function heroBlock(context: PageContext, view: HomeView, block: Block<'hero'>): Html {
  const href = themeHref(context, block.link);
  return html`<section class="hero"><div class="hero-picture">${picture(view.pictures[block.image], { sizes: '(min-width: 960px) 68vw, 100vw', eager: true, alt: say(context, block.alt) })}</div>
<div class="hero-text">${block.kicker ? html`<p class="kicker">${say(context, block.kicker)}</p>` : null}<h1>${say(context, block.title)}</h1><p class="hero-lead">${say(context, block.text)}</p>${
    href ? html`<p><a class="onward" href="${href}">${say(context, block.linkLabel)}</a></p>` : null
  }</div></section>`;
}

function tilesBlock(context: PageContext, view: HomeView, block: Block<'category-tiles'>): Html | null {
  const to = links(context.locale);
  const tiles = block.tiles.flatMap((tile) => {
    const node = findCategory(context.tree, (n) => n.code === tile.category);
    return node ? [{ tile, node }] : [];
  });
  if (tiles.length === 0) return null;
  return html`<section class="tiles-block" aria-labelledby="tiles"><h2 id="tiles" class="block-title">${say(context, block.title)}</h2><ul role="list" class="tiles is-${tiles.length}">${tiles.map(
    ({ tile, node }) =>
      html`<li class="tile"><div class="tile-picture">${picture(view.pictures[tile.image] ?? node.image, { sizes: '(min-width: 960px) 33vw, 50vw', alt: say(context, tile.alt) })}</div><h3><a href="${to.category(node.slug)}">${node.name}</a></h3><p>${say(context, tile.line)}</p></li>`,
  )}</ul></section>`;
}

function storyBlock(context: PageContext, view: HomeView, block: Block<'story'>): Html {
  const href = block.link ? themeHref(context, block.link) : null;
  return html`<section class="story is-${block.side}"><div class="story-picture">${picture(view.pictures[block.image], { sizes: '(min-width: 960px) 50vw, 100vw', alt: say(context, block.alt) })}</div>
<div class="story-text">${block.kicker ? html`<p class="kicker">${say(context, block.kicker)}</p>` : null}<h2>${say(context, block.title)}</h2>${block.paragraphs.map((p) => html`<p>${say(context, p)}</p>`)}${
    href ? html`<p><a class="onward" href="${href}">${say(context, block.linkLabel) || context.texts.home.more}</a></p>` : null
  }</div></section>`;
}

function productsBlock(context: PageContext, row: RowView | null, block: Block<'products'>, index: number): Html | null {
  if (!row || row.items.length < FEWEST_IN_ROW) return null;
  const href = themeHref(context, block.link);
  return html`<section class="row" aria-labelledby="row-${index}"><div class="row-head"><h2 id="row-${index}">${say(context, block.title)}</h2>${block.text ? html`<p>${say(context, block.text)}</p>` : null}${
    href ? html`<a class="onward" href="${href}">${say(context, block.linkLabel)}</a>` : null
  }</div>${cardGrid(context, row.items.slice(0, block.count), { heading: 'h3' })}</section>`;
}

function makersBlock(context: PageContext, block: Block<'makers'>): Html {
  const to = links(context.locale);
  return html`<section class="makers" aria-labelledby="makers"><div class="makers-head"><h2 id="makers">${say(context, block.title)}</h2><p>${say(context, block.text)}</p></div><ul role="list">${block.makers.map(
    (maker) =>
      html`<li><a href="${to.brand(maker.brand)}">${maker.name}</a><span class="maker-place">${say(context, maker.place)}</span><span class="maker-line">${say(context, maker.line)}</span></li>`,
  )}</ul></section>`;
}

function promisesBlock(context: PageContext, block: Block<'promises'>): Html {
  return html`<ul role="list" class="promises">${block.items.map(
    (item) =>
      html`<li>${icon(item.icon)}<p class="promise-title">${say(context, item.title)}</p><p>${sayByMarket(context, item.text)}</p></li>`,
  )}</ul>`;
}
