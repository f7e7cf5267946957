/// Texts of the item bank in Russian.
import editor from './editor.ru';
import items from './items.ru';

export default { ...items, ...editor };
