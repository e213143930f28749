import { startAddToCart } from './add-to-cart.ts';
import { startCartPage } from './cart-page.ts';
import { startCartCount } from './cart-state.ts';
import { startCheckout } from './checkout.ts';
import { all, one } from './dom.ts';
import { startFilters } from './filters.ts';
import { startGallery } from './gallery.ts';
import { startRecent } from './recent.ts';
import { startSearchClicks } from './search-clicks.ts';
import { startSuggest } from './suggest.ts';
import { startVariants } from './variant.ts';

startAddToCart();
startVariants();
startGallery();
startFilters();
startSuggest();
startSearchClicks();
startCartPage();
startCheckout();
startRecent();
startCartCount().catch(() => {});
one('[data-focus]')?.focus();
// Times are sent in UTC, since a page does not know where it is read.
for (const time of all<HTMLTimeElement>('time[data-local]')) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
  time.textContent = format.format(new Date(time.dateTime));
}
