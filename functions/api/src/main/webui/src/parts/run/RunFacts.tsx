import { Anchor, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Build, Run } from '../../api/types';
import { useProject } from '../../app/useProject';
import { Commit, isWeb, subject } from '../Commit';
import { TRIGGER } from '../rule';
import { Copyable } from './Copyable';
import { actionOf, actionWords, pullRequestOf, refOf } from './shape';
import './run.css';

export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
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
    <Fact name={name}>
      <Copyable what="the build's id" value={build.id} />
      {build.digest && <Copyable what="the digest" value={build.digest} dimmed />}
    </Fact>
  );
}

function TriggerFact({ run }: { run: Run }) {
  const pr = pullRequestOf(run);
  const ref = refOf(run);
  return (
    <Fact name="Trigger">
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
    </Fact>
  );
}

function CommitFact({ run }: { run: Run }) {
  const { commit, url, message } = run.trigger;
  if (!commit) return null;
  return (
    <Fact name="Commit">
      <Commit sha={commit} url={url} /> {subject(message)}
    </Fact>
  );
}

function DeploymentFact({ run }: { run: Run }) {
  const { environments } = useProject();
  if (!run.deployment) return null;
  const target = environments.find((environment) => environment.id === actionOf(run).target_environment);
  return (
    <Fact name="Deployment">
      <Copyable what="the deployment's id" value={run.deployment.id} />
      {isWeb(target?.url) && (
        <Anchor href={target.url} target="_blank" rel="noreferrer" inherit underline="always">
          Open {target.name}
        </Anchor>
      )}
    </Fact>
  );
}

/** What a run came from, what it does, and which other runs belong to it. */
export function RunFacts({ run }: { run: Run }) {
  const { id } = useProject();
  const other = (name: string, to: string) => (
    <Fact name={name}>
      <Anchor component={Link} to={`/projects/${id}/runs/${to}`} inherit underline="always">
        Run {to}
      </Anchor>
    </Fact>
  );
  return (
    <Facts>
      <TriggerFact run={run} />
      <CommitFact run={run} />
      <Fact name="By">
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
      </Fact>
      <Fact name="Action">{actionWords(actionOf(run))}</Fact>
      {run.deployment?.build && <BuildFact name="Build" build={run.deployment.build} />}
      <DeploymentFact run={run} />
      {run.superseded_by && other('Superseded by', run.superseded_by)}
      {run.rerun_of && other('Repeats', run.rerun_of)}
    </Facts>
  );
}
