/// A window of time in Astana time, with the reader's own time where it differs.
import { differsFromAstana, formatWindow, ownZone, useLanguage, useShared } from '../../shared';

export function Window({ opens, closes }: { readonly opens: string; readonly closes: string }) {
  const { language } = useLanguage();
  const t = useShared();
  return (
    <>
      {formatWindow(opens, closes, language)} ({t('time.astana')})
      {differsFromAstana(opens) && (
        <>
          <br />
          {t('time.own', { time: formatWindow(opens, closes, language, ownZone()) })}
        </>
      )}
    </>
  );
}
