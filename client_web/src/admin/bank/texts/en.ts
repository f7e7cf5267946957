/// Texts of the item bank in English.
import editor from './editor.en';
import items from './items.en';

export default { ...items, ...editor };
