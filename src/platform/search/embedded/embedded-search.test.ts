import { searchContract } from '../search.contract.ts';
import { embeddedSearch } from './embedded-search.ts';

searchContract('the embedded engine', async (settings) => embeddedSearch(settings), ['rating', 'ranges', 'rules', 'better']);
