/// Texts of the item bank in Kazakh.
import editor from './editor.kk';
import items from './items.kk';

export default { ...items, ...editor };
