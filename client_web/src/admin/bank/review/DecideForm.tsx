/// A reviewer's decision on one stage of a version: approved, sent back, or rejected; the last two say why.
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ErrorNotice } from '../../../shared';
import css from '../../AdminPage.module.css';
import { useDecide } from '../queries/reviews';
import { useBank } from '../texts';
import type { Stage } from '../types';

type Decision = 'approved' | 'changes' | 'rejected';

interface DecideFormProps {
  readonly version_id: string;
  /** The open stages the reader may decide. */
  readonly stages: readonly Stage[];
}

export function DecideForm({ version_id, stages }: DecideFormProps) {
  const t = useBank();
  const decide = useDecide();
  const [chosen, setChosen] = useState<Stage | null>(null);
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const stage = chosen !== null && stages.includes(chosen) ? chosen : stages[0];
  if (stage === undefined) return null;
  const send = (decision: Decision) => {
    setTried(true);
    if (decision !== 'approved' && comment.trim() === '') return;
    decide.mutate(
      { version_id, body: { stage, decision, comment: comment.trim() } },
      {
        onSuccess: () => {
          setComment('');
          setTried(false);
        },
      },
    );
  };
  return (
    <div className={css.form} data-testid="decide-form">
      <NativeSelect
        label={t('decide.stage')}
        value={stage}
        data={stages.map((value) => ({ value, label: t(`stage.${value}`) }))}
        onChange={(event) => setChosen(event.currentTarget.value as Stage)}
        data-testid="decide-stage"
      />
      <p className={css.small}>{t(`stageHint.${stage}`)}</p>
      <Textarea
        label={t('decide.comment')}
        description={t('decide.commentHint')}
        maxLength={2000}
        rows={3}
        value={comment}
        error={
          tried && comment.trim() === '' && !decide.isPending && !decide.isSuccess
            ? t('decide.commentMissing')
            : null
        }
        onChange={(event) => setComment(event.currentTarget.value)}
        data-testid="decide-comment"
      />
      <ErrorNotice error={decide.error} />
      <div className={css.buttons}>
        <Button variant="subtle" color="brick" onClick={() => send('rejected')} data-testid="decide-rejected">
          {t('decide.reject')}
        </Button>
        <Button variant="default" onClick={() => send('changes')} data-testid="decide-changes">
          {t('decide.changes')}
        </Button>
        <Button loading={decide.isPending} onClick={() => send('approved')} data-testid="decide-approved">
          {t('decide.approve')}
        </Button>
      </div>
    </div>
  );
}
