import { describe, expect, it } from 'vitest';
import { filterOf, withFilter } from './useItemFilter';

describe('filterOf', () => {
  it.each([
    ['', 1],
    ['page=3', 3],
    ['page=0', 1],
    ['page=x', 1],
    ['page=2.5', 1],
  ])('%j is page %i', (address, page) => {
    expect(filterOf(new URLSearchParams(address)).page).toBe(page);
  });

  it('reads what is set and leaves the rest empty', () => {
    expect(filterOf(new URLSearchParams('status=active&q=бап'))).toMatchObject({
      status: 'active',
      q: 'бап',
      sort: 'code',
      topic: '',
    });
  });
});

describe('withFilter', () => {
  it('begins at the first page again', () => {
    expect(withFilter(new URLSearchParams('page=4&kind=order'), 'status', 'active').toString()).toBe(
      'kind=order&status=active',
    );
  });

  it('keeps the filters when the page turns', () => {
    expect(withFilter(new URLSearchParams('kind=order'), 'page', '2').toString()).toBe('kind=order&page=2');
  });

  it('sets one language filter in the other’s place', () => {
    expect(withFilter(new URLSearchParams('lacks=ru'), 'language', 'kk').toString()).toBe('language=kk');
    expect(withFilter(new URLSearchParams('language=kk'), 'lacks', 'ru').toString()).toBe('lacks=ru');
    expect(withFilter(new URLSearchParams('lacks=ru'), 'language', '').toString()).toBe('');
  });

  it('takes out what is empty', () => {
    expect(withFilter(new URLSearchParams('kind=order'), 'kind', '').toString()).toBe('');
  });
});
