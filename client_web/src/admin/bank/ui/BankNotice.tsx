/// A refusal of the bank, with what exactly is missing where the server says it.
import { ApiProblem, ErrorNotice } from '../../../shared';
import { bankTexts, useBank } from '../texts';
import type { Stage } from '../types';
import css from './BankPage.module.css';

export function BankNotice({ error }: { readonly error: unknown }) {
  const details = useDetails(error);
  if (error === null || error === undefined) return null;
  return (
    <div className={css.stack}>
      <ErrorNotice error={error} />
      {details.length > 0 && (
        <ul data-testid="error-details">
          {details.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function useDetails(error: unknown): string[] {
  const t = useBank();
  if (!(error instanceof ApiProblem)) return [];
  const { params } = error.problem;
  const listed = (name: string): string[] => (Array.isArray(params[name]) ? params[name].map(String) : []);
  const text = (name: string): string => (typeof params[name] === 'string' ? params[name] : '');
  const lacks = listed('lacks').map((lack) => {
    const key = `lack.${lack}`;
    return bankTexts.has(key) ? t(key as 'lack.key') : lack;
  });
  const stages = listed('stages').map((stage) => t(`stage.${stage as Stage}`));
  const place = [text('place'), text('reason')].filter((one) => one !== '').join(': ');
  return [...lacks, ...stages, ...listed('lacking'), ...(place === '' ? [] : [place])];
}
