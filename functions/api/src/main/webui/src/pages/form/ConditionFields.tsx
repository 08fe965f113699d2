import { MultiSelect, Radio, Stack, Switch } from '@mantine/core';
import { refusal } from '../../app/access';
import { useField, useFits, useHere } from './FormHere';
import { PATH_HELP, Patterns } from './Patterns';
import { Section } from './Section';

const STATUSES = [
  { value: 'running', label: 'Running' },
  { value: 'deploying', label: 'Deploying' },
  { value: 'stopped', label: 'Stopped' },
  { value: 'failed', label: 'Failed' },
  { value: 'unknown', label: 'Unknown' },
];

/** What else must hold for the rule to fire. */
export function ConditionFields() {
  const { form } = useHere();
  const statuses = useField('conditions.environment_statuses');
  return (
    <Section title="Only if" hint="All of this may stay empty. What does not hold is recorded as a skipped run.">
      {useFits('conditions.paths') && (
        <Patterns
          path="conditions.paths"
          description={<>One of the changed files must match. Empty takes any change. {PATH_HELP}</>}
          placeholder="Any path"
        />
      )}
      {useFits('conditions.paths_ignore') && (
        <Patterns
          path="conditions.paths_ignore"
          description="Changes of these alone fire nothing."
          placeholder="docs/**"
        />
      )}
      {useFits('conditions.on_unknown_paths') && <UnknownPaths />}
      <MultiSelect
        {...statuses}
        data={STATUSES}
        description="How the target must be when the run begins. Empty takes any status."
        placeholder={form.values.conditions.environment_statuses.length === 0 ? 'Any status' : ''}
      />
      {useFits('conditions.allow_forks') && <Forks />}
    </Section>
  );
}

function UnknownPaths() {
  const field = useField('conditions.on_unknown_paths');
  return (
    <Radio.Group {...field} description="A git host does not always send which files changed, or cuts a long list.">
      <Stack gap="xs" mt="xs">
        <Radio value="fire" label="Fire" />
        <Radio value="skip" label="Skip" />
      </Stack>
    </Radio.Group>
  );
}

function Forks() {
  const { form, project, environments } = useHere();
  const field = useField('conditions.allow_forks', 'checkbox');
  const { target_environment: target } = form.values.action;
  const production = environments.some((e) => e.id === target && e.kind === 'production');
  const refused = production ? 'A fork never reaches production.' : refusal(project.role, 'admin');
  return (
    <Switch
      {...field}
      description={`Whoever can open a pull request from a fork can then run code in the target.${
        refused === null ? '' : ` ${refused}`
      }`}
      // taking it back is always allowed
      disabled={refused !== null && !form.values.conditions.allow_forks}
    />
  );
}
