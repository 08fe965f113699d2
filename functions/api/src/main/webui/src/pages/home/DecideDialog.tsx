import { Anchor, Group, Modal, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { run as runQuery } from '../../api/queries';
import { useProject } from '../../app/useProject';
import { ApprovalPanel } from '../../parts/run/ApprovalPanel';
import { Shown } from '../../parts/States';

function Decision({ runId }: { runId: string }) {
  const { id } = useProject();
  const query = useQuery(runQuery(id, runId));
  return (
    <Stack>
      <Shown query={query}>{(run) => <ApprovalPanel run={run} />}</Shown>
      <Group justify="flex-end">
        <Anchor component={Link} to={`/projects/${id}/runs/${runId}`} size="sm">
          Open the run
        </Anchor>
      </Group>
    </Stack>
  );
}

/** Asks an Admin, with all that the decision is about; afterwards it says what was decided. */
export function DecideDialog({ runId, onClose }: { runId: string | null; onClose: () => void }) {
  return (
    <Modal
      opened={runId !== null}
      onClose={onClose}
      title="Approve or reject"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 0 }}
    >
      {runId && <Decision runId={runId} />}
    </Modal>
  );
}
