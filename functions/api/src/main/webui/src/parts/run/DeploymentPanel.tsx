import { Alert, Anchor, Box, Button, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { type UIEvent, useLayoutEffect, useRef, useState } from 'react';
import { Problem } from '../../api/client';
import { isOpen } from '../../api/queries';
import type { Run } from '../../api/types';
import { useProject } from '../../app/useProject';
import { isWeb } from '../Commit';
import { type LogSoFar, readable } from './log';
import { useDeployment } from './useDeployment';

const NEAR = 24;

/** The text of a log. It keeps its end in view until somebody scrolls up. */
function LogText({ text, cut }: { text: string; cut: boolean }) {
  const box = useRef<HTMLPreElement>(null);
  const [follows, setFollows] = useState(true);
  useLayoutEffect(() => {
    if (follows && box.current) box.current.scrollTop = box.current.scrollHeight;
  });
  return (
    <div style={{ position: 'relative' }}>
      {cut && (
        <Text size="sm" c="dimmed" mb={4}>
          The log is long: its beginning is left out here.
        </Text>
      )}
      <Box
        component="pre"
        ref={box}
        className="log"
        role="log"
        aria-label="Log of the deployment"
        aria-live="off"
        tabIndex={0}
        onScroll={({ currentTarget: at }: UIEvent<HTMLPreElement>) =>
          setFollows(at.scrollHeight - at.scrollTop - at.clientHeight < NEAR)
        }
      >
        {text}
      </Box>
      {!follows && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowDown size={14} aria-hidden />}
          pos="absolute"
          bottom={12}
          right={20}
          onClick={() => {
            setFollows(true);
            box.current?.focus();
          }}
        >
          Jump to the end
        </Button>
      )}
    </div>
  );
}

function NoLog({ run }: { run: Run }) {
  return (
    <Text size="sm" c="dimmed">
      This platform gives no log.{' '}
      {isWeb(run.deployment?.log_url) && (
        <Anchor href={run.deployment.log_url} target="_blank" rel="noreferrer" inherit>
          Look for it there
        </Anchor>
      )}
    </Text>
  );
}

function Now({ run, log }: { run: Run; log: LogSoFar }) {
  const { progress_percent: percent, current_step: step, status } = log.now;
  if (!isOpen(run)) return null;
  const words = status === 'not_started' ? `Asking the platform of ${run.action.target_environment}` : plain(step);
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" role="status">
          {words}
        </Text>
        {percent !== null && (
          <Text size="sm" c="dimmed">
            {percent} %
          </Text>
        )}
      </Group>
      {percent !== null && <Progress value={percent} aria-label="Progress of the deployment" />}
    </Stack>
  );
}

function plain(step: string | null): string {
  return step ? `Step: ${step.replaceAll('_', ' ')}` : 'At work';
}

function Log({ run, log }: { run: Run; log: LogSoFar }) {
  if (log.text !== '') return <LogText text={readable(log.text)} cut={log.cut} />;
  if (log.now.status === 'not_started') {
    return isOpen(run) ? null : <Quiet>The platform never began, so there is no log.</Quiet>;
  }
  if (log.now.log === null) return <NoLog run={run} />;
  return <Quiet>{isOpen(run) ? 'The log is empty so far.' : 'The log is empty.'}</Quiet>;
}

function Quiet({ children }: { children: string }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
}

function Unread({ error, retry }: { error: Error; retry: () => void }) {
  const absent = error instanceof Problem && (error.status === 404 || error.status === 410);
  return absent ? (
    <Quiet>{error.status === 410 ? error.message : 'The log cannot be read here.'}</Quiet>
  ) : (
    <Alert color="yellow" variant="default" title="The log cannot be read now">
      <Stack gap="xs" align="flex-start">
        {error.message}
        <Button size="xs" variant="default" onClick={retry}>
          Try again
        </Button>
      </Stack>
    </Alert>
  );
}

/** What the run's platform does, and its log; nothing at all before its action has begun. */
export function DeploymentPanel({ run }: { run: Run }) {
  const { id } = useProject();
  const query = useDeployment(id, run);
  if (run.started_at === null) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="deployment" id="log">
      <Stack gap="sm">
        <Title order={2} size="h4" id="deployment">
          Log of the deployment
        </Title>
        {query.data && <Now run={run} log={query.data} />}
        {query.data && <Log run={run} log={query.data} />}
        {query.isPending && <Quiet>Reading the log …</Quiet>}
        {query.error && <Unread error={query.error} retry={() => void query.refetch()} />}
      </Stack>
    </Paper>
  );
}
