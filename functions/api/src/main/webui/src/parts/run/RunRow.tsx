import { Anchor, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useId } from 'react';
import { Link } from 'react-router';
import type { Run } from '../../api/types';
import { useProject } from '../../app/useProject';
import { Commit } from '../Commit';
import { Status } from '../Tone';
import { duration, useNow, When } from '../time';
import { RunFacts } from './RunFacts';
import { RunActions } from './RunActions';
import { RunTimeline } from './RunTimeline';
import { acted, actionWords, headline, origin, why } from './shape';
import { Until } from './Until';
import './run.css';

/** How long the run's action took, counting while it runs. */
export function Took({ run }: { run: Run }) {
  const ms = acted(run, useNow());
  if (ms === undefined) return null;
  return <span style={{ whiteSpace: 'nowrap' }}>{duration(run.duration_ms ?? Math.floor(ms / 1_000) * 1_000)}</span>;
}

function About({ run, showRule }: { run: Run; showRule: boolean }) {
  const { id } = useProject();
  return (
    <Group gap={0} style={{ columnGap: '0.6rem' }}>
      {showRule && (
        <Anchor component={Link} to={`/projects/${id}/rules/${run.rule.id}`} size="sm" className="break">
          {run.rule.name}
        </Anchor>
      )}
      <Text size="sm" c="dimmed" className="break">
        {origin(run)}
      </Text>
      {run.trigger.commit && (
        <Text size="sm" c="dimmed" component="span">
          <Commit sha={run.trigger.commit} url={run.trigger.url} />
        </Text>
      )}
      <Text size="sm" c="dimmed" className="break">
        {run.trigger.actor}
      </Text>
      {!showRule && (
        <Text size="sm" c="dimmed" hiddenFrom="xs" component="span">
          {actionWords(run.action)}
        </Text>
      )}
    </Group>
  );
}

/** Why the run is as it is, at a glance: what stopped it, or until when it waits. */
function Standing({ run }: { run: Run }) {
  const reason = why(run);
  return (
    <>
      {reason && (
        <Text
          size="sm"
          className="break"
          lineClamp={3}
          c={run.status === 'failed' ? 'var(--sluice-bad)' : 'var(--mantine-color-text)'}
        >
          {reason}
        </Text>
      )}
      {run.status === 'waiting' && run.held_until && (
        <Text size="sm">
          <Until at={run.held_until} words="Goes on in" over="Goes on any moment" />
        </Text>
      )}
      {run.status === 'pending_approval' && run.approval && (
        <Text size="sm">
          <Until at={run.approval.expires_at} words="Expires in" over="Its time to be approved is over" />
        </Text>
      )}
      {run.cancel_requested && run.status === 'running' && (
        <Text size="sm">{run.cancel_requested.by} asked to cancel it</Text>
      )}
    </>
  );
}

function Detail({ run }: { run: Run }) {
  const { id, role } = useProject();
  const asks = run.status === 'pending_approval' && role === 'admin';
  return (
    <Stack className="run-detail" gap="md">
      <RunFacts run={run} />
      <RunTimeline run={run} />
      <Group gap="md">
        <Anchor component={Link} to={`/projects/${id}/runs/${run.id}`} size="sm" fw={600}>
          {asks ? 'Open the run and decide' : run.started_at ? 'Run and log' : 'Open the run'}
        </Anchor>
        <RunActions run={run} />
      </Group>
    </Stack>
  );
}

/** A run that opens in place. */
export function RunRow({
  run,
  open,
  onToggle,
  showRule = false,
}: {
  run: Run;
  open: boolean;
  onToggle: () => void;
  /** Whether the run's rule is named: where runs of several rules are listed. */
  showRule?: boolean;
}) {
  const detail = useId();
  return (
    <li id={`run-${run.id}`}>
      <div className="run-row" data-open={open || undefined}>
        <span className="run-status">
          <Status of={run.status} />
        </span>
        <div className="run-main">
          <UnstyledButton
            className="run-toggle"
            aria-expanded={open}
            {...(open ? { 'aria-controls': detail } : {})}
            onClick={onToggle}
          >
            {headline(run)}
          </UnstyledButton>
          <About run={run} showRule={showRule} />
          <Standing run={run} />
        </div>
        <Text className="run-time" c="dimmed" ta="end" component="div">
          <When at={run.created_at} />
          <div>
            <Took run={run} />
          </div>
        </Text>
        <IconChevronDown size={18} aria-hidden className="run-chevron" />
      </div>
      {open && (
        <div id={detail}>
          <Detail run={run} />
        </div>
      )}
    </li>
  );
}
