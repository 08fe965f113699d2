import { Alert, Group, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, ok } from '../../api/client';
import { run as runQuery } from '../../api/queries';
import type { Run } from '../../api/types';
import { refusal } from '../../app/access';
import { useProject } from '../../app/useProject';
import { ActionButton } from '../ActionButton';
import { When } from '../time';
import { good } from '../toast';
import { ApprovalFacts } from './ApprovalFacts';
import { actionWords, headline } from './shape';
import { Until } from './Until';

const MAX_COMMENT = 1_000;

type Verb = 'approve' | 'reject';
type Approval = NonNullable<Run['approval']>;

function useDecide(run: Run) {
  const { id } = useProject();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ verb, comment }: { verb: Verb; comment: string }) => {
      const asked = { params: { path: { project: id, run: run.id } }, body: { comment } };
      return ok(
        verb === 'approve'
          ? api.POST('/api/v1/projects/{project}/runs/{run}/approve', asked)
          : api.POST('/api/v1/projects/{project}/runs/{run}/reject', asked),
      );
    },
    onSuccess: (after, { verb }) => {
      queries.setQueryData(runQuery(id, run.id).queryKey, after);
      good(verb === 'approve' ? 'Approved' : 'Rejected', headline(run));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['project', id] }),
  });
}

function Question({ decide }: { decide: ReturnType<typeof useDecide> }) {
  const { role } = useProject();
  const [comment, setComment] = useState('');
  const tooLong = comment.length > MAX_COMMENT;
  const refused =
    refusal(role, 'admin') ?? (tooLong ? `Shorten the comment to ${MAX_COMMENT} characters first.` : null);
  const button = (verb: Verb) => ({
    refused,
    loading: decide.isPending && decide.variables.verb === verb,
    disabled: decide.isPending && decide.variables.verb !== verb,
    onClick: () => decide.mutate({ verb, comment }),
  });
  return (
    <Stack gap="sm">
      {role === 'admin' ? (
        <Textarea
          label="Comment"
          description="Optional. Everybody who sees the run can read it."
          value={comment}
          autosize
          minRows={2}
          maxRows={8}
          error={tooLong ? `${comment.length} of at most ${MAX_COMMENT} characters` : null}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      ) : (
        <Text size="sm">{refusal(role, 'admin')}</Text>
      )}
      <Group gap="sm">
        <ActionButton {...button('approve')} leftSection={<IconCheck size={16} aria-hidden />}>
          Approve
        </ActionButton>
        <ActionButton {...button('reject')} variant="default" leftSection={<IconX size={16} aria-hidden />}>
          Reject
        </ActionButton>
      </Group>
    </Stack>
  );
}

function Decided({ approval }: { approval: Approval }) {
  return (
    <Stack gap={4}>
      <Text>
        {approval.decision === 'approved' ? 'Approved' : 'Rejected'} by {approval.decided_by}
        {approval.decided_at && (
          <>
            , <When at={approval.decided_at} />
          </>
        )}
      </Text>
      {approval.comment && (
        <Text className="break" fs="italic" style={{ whiteSpace: 'pre-line' }}>
          “{approval.comment}”
        </Text>
      )}
    </Stack>
  );
}

function State({ run, approval }: { run: Run; approval: Approval }) {
  if (approval.decision) return <Decided approval={approval} />;
  if (run.status !== 'pending_approval') return <Text>Nobody decided it before the run ended.</Text>;
  return (
    <Text>
      {actionWords(run.action)}? <Until at={approval.expires_at} words="Expires in" over="The time to decide is over" />
      {'. '}Asked <When at={approval.requested_at} /> by {run.trigger.actor}.
    </Text>
  );
}

/** What is or was to be approved, on which facts, and by whom. Nothing for a run that asked nobody. */
export function ApprovalPanel({ run }: { run: Run }) {
  const decide = useDecide(run);
  const heading = useRef<HTMLHeadingElement>(null);
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The buttons are gone or say something else now: whoever pressed one goes on where the outcome is told.
    if (decide.isSuccess) heading.current?.focus();
    if (decide.isError) alert.current?.focus();
  }, [decide.isSuccess, decide.isError]);
  const { approval } = run;
  if (!approval) return null;
  const open = run.status === 'pending_approval' && approval.decision === null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="approval">
      <Stack gap="md">
        <Title order={2} size="h4" id="approval" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          {open ? 'Waits for approval' : 'Approval'}
        </Title>
        {decide.error && (
          <Alert
            ref={alert}
            tabIndex={-1}
            role="alert"
            color="red"
            variant="default"
            icon={<IconAlertTriangle aria-hidden />}
            title="Your decision was not taken"
          >
            {decide.error.message}
          </Alert>
        )}
        <State run={run} approval={approval} />
        <ApprovalFacts run={run} approval={approval} />
        {open && <Question decide={decide} />}
      </Stack>
    </Paper>
  );
}
