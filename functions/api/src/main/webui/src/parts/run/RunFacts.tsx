import { Anchor, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Build, Run } from '../../api/types';
import { useProject } from '../../app/useProject';
import { Commit, isWeb, subject } from '../Commit';
import { TRIGGER } from '../rule';
import { Copyable } from './Copyable';
import { actionWords, refOf } from './shape';
import './run.css';

/** Named values below each other, the names in a column of their own. */
export function Particulars({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

export function Particular({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** A build's id and digest, each to be copied. */
export function BuildFact({ name, build }: { name: string; build: Build }) {
  return (
    <Particular name={name}>
      <Copyable what="the build's id" value={build.id} />
      {build.digest && <Copyable what="the digest" value={build.digest} dimmed />}
    </Particular>
  );
}

function TriggerFact({ run }: { run: Run }) {
  const pr = run.trigger.pr;
  const ref = refOf(run);
  return (
    <Particular name="Trigger">
      {TRIGGER[run.trigger.type]}
      {ref && (
        <>
          {' '}
          <span className="commit">{ref}</span>
        </>
      )}
      {pr && (
        <Text size="sm" c="dimmed">
          {pr.title} ({pr.source_branch} → {pr.target_branch}
          {pr.fork ? ', from a fork' : ''})
        </Text>
      )}
    </Particular>
  );
}

function CommitFact({ run }: { run: Run }) {
  const { commit, url, message } = run.trigger;
  if (!commit) return null;
  return (
    <Particular name="Commit">
      <Commit sha={commit} url={url} /> {subject(message)}
    </Particular>
  );
}

function DeploymentFact({ run }: { run: Run }) {
  const { environments } = useProject();
  if (!run.deployment) return null;
  const target = environments.find((environment) => environment.id === run.action.target_environment);
  return (
    <Particular name="Deployment">
      <Copyable what="the deployment's id" value={run.deployment.id} />
      {isWeb(target?.url) && (
        <Anchor href={target.url} target="_blank" rel="noreferrer" inherit underline="always">
          Open {target.name}
        </Anchor>
      )}
    </Particular>
  );
}

/** What a run came from, what it does, and which other runs belong to it. */
export function RunFacts({ run }: { run: Run }) {
  const { id } = useProject();
  const other = (name: string, to: string) => (
    <Particular name={name}>
      <Anchor component={Link} to={`/projects/${id}/runs/${to}`} inherit underline="always">
        Run {to}
      </Anchor>
    </Particular>
  );
  return (
    <Particulars>
      <TriggerFact run={run} />
      <CommitFact run={run} />
      <Particular name="By">
        <Group component="span" gap="xs">
          {run.trigger.actor || 'unknown'}
          <Anchor
            component={Link}
            to={`/projects/${id}/deliveries/${run.trigger.delivery_id}`}
            inherit
            underline="always"
          >
            Delivery
          </Anchor>
        </Group>
      </Particular>
      <Particular name="Action">{actionWords(run.action)}</Particular>
      {run.deployment?.build && <BuildFact name="Build" build={run.deployment.build} />}
      <DeploymentFact run={run} />
      {run.superseded_by && other('Superseded by', run.superseded_by)}
      {run.rerun_of && other('Repeats', run.rerun_of)}
    </Particulars>
  );
}
