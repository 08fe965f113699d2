import { Button, Grid, Group, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useCallback, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import { refusal, ruleRefusal } from '../../app/access';
import type { Environment, Project, Rule, RuleDraft, RuleText } from '../../api/types';
import { ActionButton } from '../../parts/ActionButton';
import { ActionFields } from './ActionFields';
import { ConditionFields } from './ConditionFields';
import type { Filled } from './edits';
import { edited } from './edits';
import { FormHere, useField, useHere } from './FormHere';
import { Leave } from './Leave';
import { Said } from './Said';
import { SafetyFields } from './SafetyFields';
import { Section } from './Section';
import { hasField, shownAtFields } from './shown';
import { Stale } from './Stale';
import { Summary } from './Summary';
import { Try } from './Try';
import { useChecked } from './useChecked';
import { useSave } from './useSave';
import { draftOf, type RuleValues, valuesOf } from './values';
import { WhenFields } from './WhenFields';

interface Props {
  project: Project;
  environments: Environment[];
  start: Filled;
  /** The rule that is edited, as it is on the server by now; absent for a new one. */
  rule?: Rule;
  /** Where Cancel leads. */
  back: string;
}

/** Why this person may not save the draft in the rule's place; null where they may. */
function saveRefusal(project: Project, draft: RuleDraft, rule: RuleText | undefined, environments: Environment[]) {
  const { role } = project;
  const before = rule && ruleRefusal(role, rule.action, environments);
  if (before) return before;
  const now = ruleRefusal(role, draft.action, environments);
  if (now !== null) return now;
  const forks = draft.conditions.allow_forks ? refusal(role, 'admin') : null;
  return forks && `It lets forks in. ${forks}`;
}

/** A rule's form: what it does in a sentence, its fields, a try on what came in already, and saving. */
export function RuleForm({ project, environments, start, rule, back }: Props) {
  const form = useForm<RuleValues>({ mode: 'controlled', initialValues: start.values });
  const draft = useMemo(() => draftOf(form.values), [form.values]);
  const [version, setVersion] = useState(rule?.version);
  const leaving = useRef(false);
  const base = rule && version !== undefined ? { id: rule.id, version } : undefined;
  const checked = useChecked(project.id, draft, rule?.id);
  const { save, saving, saved, attempt, refused } = useSave({
    project: project.id,
    base,
    onSaved: () => {
      leaving.current = true;
    },
  });
  const unsaved = useCallback(() => !leaving.current && form.isDirty(), [form]);

  const said = [...checked.errors, ...refused(draft).filter((late) => !has(checked.errors, late))];
  const errors = shownAtFields(said, form.values, (path) => attempt > 0 || form.isTouched(path));
  const summed = attempt > 0 ? said : said.filter((error) => !hasField(error, form.values));
  const refusedBy = saveRefusal(project, draft, rule, environments);
  const state = checked.failure
    ? { failure: checked.failure.message }
    : said.length > 0
      ? 'wrong'
      : checked.current
        ? 'good'
        : 'asking';
  const load = (latest: Rule) => {
    form.setInitialValues(valuesOf(latest));
    form.setValues(valuesOf(latest));
    form.resetTouched();
    setVersion(latest.version);
  };

  return (
    <FormHere value={{ form, project, environments, errors, missing: start.missing }}>
      <Leave unsaved={unsaved} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 4 }} order={{ base: 1, md: 2 }}>
          <Said draft={draft} notes={checked.notes} refused={refusedBy} state={state} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }} order={{ base: 2, md: 1 }}>
          <Stack gap="lg">
            {rule && rule.version !== version && !saved && (
              <Stale
                latest={rule}
                attempt={attempt}
                onLoad={() => load(rule)}
                onKeep={() => setVersion(rule.version)}
              />
            )}
            <Summary errors={summed} attempt={attempt} />
            <Naming />
            <WhenFields />
            <ConditionFields />
            <ActionFields />
            <SafetyFields />
            <Try
              project={project.id}
              ruleId={rule?.id}
              draft={draft}
              wrong={said.length > 0}
              apply={(changes) => {
                const next = edited(form.getValues(), changes);
                form.setValues(next);
                return draftOf(next);
              }}
            />
            <Group justify="flex-end">
              <Button variant="default" component={Link} to={back}>
                Cancel
              </Button>
              <ActionButton refused={refusedBy} loading={saving} onClick={() => save(draft)}>
                {rule ? 'Save' : 'Create Rule'}
              </ActionButton>
            </Group>
          </Stack>
        </Grid.Col>
      </Grid>
    </FormHere>
  );
}

function has(errors: { field: string; message: string }[], one: { field: string; message: string }): boolean {
  return errors.some(({ field, message }) => field === one.field && message === one.message);
}

function Naming() {
  const { form } = useHere();
  const name = useField('name');
  const enabled = useField('enabled', 'checkbox');
  return (
    <Section title="Rule">
      <TextInput {...name} maxLength={200} autoComplete="off" description="How people tell it from others." />
      <Switch
        {...enabled}
        description={
          form.values.enabled ? 'It fires as soon as it is saved.' : 'It stays quiet until somebody enables it.'
        }
      />
    </Section>
  );
}
