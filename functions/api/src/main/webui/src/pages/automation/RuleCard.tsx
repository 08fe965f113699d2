import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Rule } from '../../api/types';
import { useProject } from '../../app/useProject';
import { RuleMenu } from '../../parts/control/RuleMenu';
import { Breaker, Cooldown } from '../../parts/control/RuleState';
import { RuleSwitch } from '../../parts/control/RuleSwitch';
import { RunButton } from '../../parts/control/RunButton';
import { nameOf } from '../../parts/control/standing';
import { Fact, Facts } from '../../parts/Facts';
import { ACTION, sentence, TRIGGER } from '../../parts/rule';
import { When } from '../../parts/time';
import { Status, STATUS, Tone } from '../../parts/Tone';
import './automation.css';

function LastRun({ rule }: { rule: Rule }) {
  const { id } = useProject();
  const run = rule.state.last_run;
  if (!run) return 'None yet';
  return (
    <Stack gap={4} align="flex-start">
      <Group gap="xs" style={{ rowGap: 4 }}>
        <Anchor
          component={Link}
          to={`/projects/${id}/runs/${run.id}`}
          aria-label={`Last run of ${rule.name}: ${STATUS[run.status].words}`}
        >
          <Status of={run.status} />
        </Anchor>
        <When at={run.created_at} />
      </Group>
      {run.reason && (
        <Text c="dimmed" size="xs" className="break" lineClamp={2}>
          {run.reason.message}
        </Text>
      )}
    </Stack>
  );
}

function RuleFacts({ rule }: { rule: Rule }) {
  const { environments, project } = useProject();
  const { action, trigger } = rule;
  const source = action.source_environment
    ? nameOf(action.source_environment, environments)
    : (rule.repository ?? project?.repositories[0]);
  return (
    <div className="rule-facts">
      <Facts>
        <Fact name="Trigger">{TRIGGER[trigger.type]}</Fact>
        <Fact name={ACTION[action.type]}>
          {source && `${source} → `}
          {nameOf(action.target_environment, environments)}
        </Fact>
        <Fact name="Last run">
          <LastRun rule={rule} />
        </Fact>
        <Fact name="Circuit breaker">
          <Breaker rule={rule} />
        </Fact>
        <Fact name="Cooldown">
          <Cooldown rule={rule} />
        </Fact>
      </Facts>
    </div>
  );
}

/** A rule with its state and all that can be done with it. */
export function RuleCard({ rule, onRun }: { rule: Rule; onRun: () => void }) {
  const { id } = useProject();
  const { open, reason } = rule.state.breaker;
  return (
    <Paper component="li" withBorder p="md">
      <Stack gap="md">
        <div className="rule-head">
          <RuleSwitch rule={rule} />
          <Stack gap={4}>
            <Group gap="xs">
              <Title order={2} size="h5" className="break">
                <Anchor component={Link} to={`/projects/${id}/rules/${rule.id}`} inherit>
                  {rule.name}
                </Anchor>
              </Title>
              {open ? <Tone tone="bad">Stopped</Tone> : !rule.enabled && <Tone tone="calm">Disabled</Tone>}
            </Group>
            <Text size="sm" className="break">
              {sentence(rule)}
            </Text>
          </Stack>
          <div className="rule-run">
            <RunButton rule={rule} onRun={onRun} />
          </div>
          <div className="rule-menu">
            <RuleMenu rule={rule} />
          </div>
        </div>
        {open && (
          <Text size="sm" className="break" c="var(--sluice-bad)">
            Its circuit breaker has stopped it: {reason} Mend the cause, then enable the rule.
          </Text>
        )}
        <RuleFacts rule={rule} />
      </Stack>
    </Paper>
  );
}
