import { Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { environments, project, rule, templates } from '../../api/queries';
import type { Environment, Project } from '../../api/types';
import { useTitle } from '../../app/useTitle';
import { Empty, Shown } from '../../parts/States';
import { withEnvironments } from './edits';
import { RuleForm } from './RuleForm';
import { Templates } from './Templates';
import { BLANK, type RuleValues, valuesOf } from './values';

/** A new rule: first the templates, then the form that the address names. */
export default function NewRule() {
  useTitle('New Rule');
  const [search] = useSearchParams();
  const template = search.get('template');
  const copy = search.get('copy');
  return (
    <Stack gap="lg">
      <Title order={1} size="h2">
        New Rule
      </Title>
      <Ways template={template} copy={copy} />
      {copy !== null ? <Copied id={copy} /> : <FromTemplate id={template} />}
    </Stack>
  );
}

function Ways({ template, copy }: { template: string | null; copy: string | null }) {
  const browsing = template === null && copy === null;
  return (
    <nav aria-label="Ways to begin">
      <ul className="tabs">
        <li>
          <Link to="?" {...(browsing ? { 'aria-current': 'page' as const } : {})}>
            Browse Templates
          </Link>
        </li>
        <li>
          <Link to="?template=scratch" {...(template === 'scratch' ? { 'aria-current': 'page' as const } : {})}>
            Configure manually
          </Link>
        </li>
      </ul>
    </nav>
  );
}

function FromTemplate({ id }: { id: string | null }) {
  const query = useQuery(templates);
  if (id === 'scratch') return <Form key="scratch" values={BLANK} />;
  return (
    <Shown query={query}>
      {({ items }) => {
        if (id === null) return <Templates templates={items} />;
        const chosen = items.find((each) => each.id === id);
        if (!chosen) return <NoTemplate />;
        return (
          <Form key={id} values={valuesOf(chosen.rule)}>
            <Text c="dimmed">
              Filled in from the template <b>{chosen.name}</b>. Change what differs.
            </Text>
          </Form>
        );
      }}
    </Shown>
  );
}

function NoTemplate() {
  return (
    <Empty
      title="There is no such template"
      action={
        <Button component={Link} to="?">
          See the templates
        </Button>
      }
    />
  );
}

function Copied({ id }: { id: string }) {
  const { project: projectId = '' } = useParams();
  const query = useQuery({ ...rule(projectId, id), refetchInterval: false });
  return (
    <Shown query={query}>
      {(original) => {
        const values = valuesOf(original);
        return (
          <Form key={id} values={{ ...values, name: `${values.name} (copy)` }}>
            <Text c="dimmed">
              Filled in from the rule{' '}
              <Anchor component={Link} to={`/projects/${projectId}/rules/${id}`} underline="always">
                {values.name}
              </Anchor>
              , which stays as it is.
            </Text>
          </Form>
        );
      }}
    </Shown>
  );
}

function Form({ values, children }: { values: RuleValues; children?: ReactNode }) {
  const { project: id = '' } = useParams();
  const here = useQuery(project(id));
  const there = useQuery(environments(id));
  return (
    <Shown query={here}>
      {(found: Project) => (
        <Shown query={there}>
          {({ items }: { items: Environment[] }) => (
            <>
              {children}
              <RuleForm
                project={found}
                environments={items}
                start={withEnvironments(values, items)}
                back={`/projects/${id}/automation`}
              />
            </>
          )}
        </Shown>
      )}
    </Shown>
  );
}
