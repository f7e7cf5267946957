/// What the house told a colleague, and where else to tell them.
import { NoticesList } from '../notices/NoticesPage';
import { useNoticeText } from '../notices/texts';
import { PageTitle } from './ui/PageTitle';

const NO_TITLES: ReadonlyMap<string, string> = new Map();

export default function StaffNoticesPage() {
  const t = useNoticeText();
  return (
    <>
      <PageTitle title={t('title')} />
      <NoticesList titles={NO_TITLES} />
    </>
  );
}
