import { Alert, Anchor, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, ok } from '../../api/client';
import type { Run } from '../../api/types';
import { refusal } from '../../app/access';
import { useProject } from '../../app/useProject';
import { ActionButton } from '../../parts/ActionButton';
import { Commit } from '../../parts/Commit';
import { Fact, Facts } from '../../parts/Facts';
import { what } from '../../parts/rule';
import { actionOf, headline, origin } from '../../parts/run/shape';
import { Left, When } from '../../parts/time';
import { good } from '../../parts/toast';
import { capital } from './words';

const MAX_COMMENT = 1_000;

type Decision = 'approve' | 'reject';

/** What the decision is good for: it holds for this commit, this build and this text of the rule, and for nothing else. */
function Bound({ run }: { run: Run }) {
  const { approval, trigger, rule } = run;
  if (!approval) return null;
  const { commit, build, rule_version: version } = approval.bound_to;
  const { target_build: target, commits_between: between } = approval;
  return (
    <Facts>
      <Fact name="Rule">
        {rule.name}, version {version}
      </Fact>
      <Fact name="Cause">
        {origin(run)}, by {trigger.actor}
      </Fact>
      {commit && (
        <Fact name="Commit">
          <Commit sha={commit} url={trigger.url} /> {approval.subject ?? headline(run)}
          {approval.author && `, by ${approval.author}`}
        </Fact>
      )}
      {build && (
        <Fact name="Build">
          <span className="commit">{build.id}</span>
          {build.commit !== commit && (
            <>
              {' '}
              of <Commit sha={build.commit} />
            </>
          )}
        </Fact>
      )}
      <Fact name="Runs there now">
        {target ? <Commit sha={target.commit} /> : 'Nothing that is known'}
        {between !== null && `, ${between} ${between === 1 ? 'commit' : 'commits'} between`}
      </Fact>
      <Fact name="Asked">
        <When at={approval.requested_at} />; expires in <Left until={approval.expires_at} />
      </Fact>
    </Facts>
  );
}

function Form({ run, decision, onClose }: { run: Run; decision: Decision; onClose: () => void }) {
  const { id, role } = useProject();
  const queries = useQueryClient();
  const [comment, setComment] = useState('');
  const params = { path: { project: id, run: run.id } };
  const decide = useMutation({
    mutationFn: () =>
      decision === 'approve'
        ? ok(api.POST('/api/v1/projects/{project}/runs/{run}/approve', { params, body: { comment } }))
        : ok(api.POST('/api/v1/projects/{project}/runs/{run}/reject', { params, body: { comment } })),
    onSuccess: () => good(decision === 'approve' ? `Approved: ${run.rule.name}` : `Rejected: ${run.rule.name}`),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['project', id] }),
  });
  return (
    <Stack>
      <Text fw={600} className="break">
        {capital(what(actionOf(run)))}.
      </Text>
      <Bound run={run} />
      <Textarea
        label="Comment"
        description="Kept with the run; may be empty."
        autosize
        minRows={2}
        maxLength={MAX_COMMENT}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      {decide.error && (
        <Alert color="red" variant="default" role="alert" title="That did not work">
          {decide.error.message}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Back
        </Button>
        <ActionButton
          refused={refusal(role, 'admin')}
          loading={decide.isPending}
          onClick={() => decide.mutate(undefined, { onSuccess: onClose })}
          {...(decision === 'reject' ? { color: 'red.9' } : {})}
        >
          {decision === 'approve' ? 'Approve' : 'Reject'}
        </ActionButton>
      </Group>
    </Stack>
  );
}

/** Asks an Admin once more, with all that the decision is about. */
export function DecideDialog({
  runId,
  run,
  decision,
  onClose,
}: {
  runId: string | null;
  /** Absent where it waits no longer. */
  run: Run | undefined;
  decision: Decision;
  onClose: () => void;
}) {
  const { id } = useProject();
  return (
    <Modal
      opened={runId !== null}
      onClose={onClose}
      title={decision === 'approve' ? 'Approve this run?' : 'Reject this run?'}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 0 }}
    >
      {run ? (
        <Form key={run.id} run={run} decision={decision} onClose={onClose} />
      ) : (
        <Stack>
          <Text>
            This run does not wait for a decision any more.{' '}
            <Anchor component={Link} to={`/projects/${id}/runs/${runId}`} inherit>
              See what became of it
            </Anchor>
            .
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Back
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
