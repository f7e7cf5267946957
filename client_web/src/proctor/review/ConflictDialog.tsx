/// Saying that one knows the candidate: the review, and all of this person's, go to somebody else.
import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { ErrorNotice, useShared } from '../../shared';
import { Dialog } from '../../staff/ui/Dialog';
import { useDeclareConflict } from '../queries';
import { useProctorText } from '../texts';
import css from './DecisionPanel.module.css';

interface ConflictDialogProps {
  readonly review_id: string;
  readonly onClose: () => void;
}

export function ConflictDialog({ review_id, onClose }: ConflictDialogProps) {
  const t = useProctorText();
  const common = useShared();
  const [, navigate] = useLocation();
  const declare = useDeclareConflict(review_id);
  return (
    <Dialog opened title={t('conflict.title')} onClose={onClose}>
      <ErrorNotice error={declare.error} />
      <p>{t('conflict.text')}</p>
      <div className={css.buttons}>
        <Button variant="default" onClick={onClose}>
          {common('shell.cancel')}
        </Button>
        <Button
          loading={declare.isPending}
          onClick={() => declare.mutate(undefined, { onSuccess: () => navigate('/queue') })}
          data-testid="know-candidate-yes"
        >
          {t('conflict.yes')}
        </Button>
      </div>
    </Dialog>
  );
}
