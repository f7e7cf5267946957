/// How reviewers agree, in English.
import type { Catalogue } from '../../../shared';
import type kk from './kk';

const texts: Catalogue<typeof kk> = {
  'title': 'Reviewers’ agreement',
  'lead':
    'On the tests that two people read, over the last year. Cohen’s κ takes chance agreement off: 1 is full agreement, 0 is no better than chance.',
  'none': 'No reading has been signed yet.',
  'table': 'By reviewer',
  'reviewer': 'Reviewer',
  'readings': 'Readings',
  'pairs': 'Read by two',
  'observed': 'Agreed, %',
  'kappa': 'Cohen’s κ',
  'few': 'too few data',
  'plot': 'Cohen’s κ of each reviewer',
  'plotFew': 'Too few tests were read by two people: κ is not computed for anybody yet.',
};
export default texts;
