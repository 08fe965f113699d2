import { lazy } from 'react';
import { createBrowserRouter, Outlet } from 'react-router';
import { Broken, Lost } from './Lost';
import { Layout } from './Layout';
import { Root } from './Root';
import { Callback, Session } from './Session';

const Start = lazy(() => import('../pages/start/Start'));
const NewProject = lazy(() => import('../pages/start/NewProject'));
const Home = lazy(() => import('../pages/home/Home'));
const Automation = lazy(() => import('../pages/automation/Automation'));
const NewRule = lazy(() => import('../pages/form/NewRule'));
const EditRule = lazy(() => import('../pages/form/EditRule'));
const Rule = lazy(() => import('../pages/rule/Rule'));
const Runs = lazy(() => import('../pages/run/Runs'));
const Run = lazy(() => import('../pages/run/Run'));
const Deliveries = lazy(() => import('../pages/deliveries/Deliveries'));
const Delivery = lazy(() => import('../pages/deliveries/Delivery'));
const Settings = lazy(() => import('../pages/settings/Settings'));
const Members = lazy(() => import('../pages/settings/Members'));
const Webhooks = lazy(() => import('../pages/settings/Webhooks'));
const Notices = lazy(() => import('../pages/settings/Notices'));
const Environments = lazy(() => import('../pages/settings/Environments'));
const General = lazy(() => import('../pages/settings/General'));

export const router = createBrowserRouter([
  {
    element: <Root />,
    errorElement: <Broken />,
    children: [
      { path: '/callback', element: <Callback /> },
      {
        element: (
          <Session>
            <Outlet />
          </Session>
        ),
        children: [
          {
            element: <Layout />,
            children: [
              {
                errorElement: <Broken />,
                children: [
                  { path: '/', element: <Start /> },
                  { path: '/projects', element: <Start choose /> },
                  { path: '/projects/new', element: <NewProject /> },
                  { path: '/projects/:project', element: <Home /> },
                  { path: '/projects/:project/automation', element: <Automation /> },
                  { path: '/projects/:project/rules/new', element: <NewRule /> },
                  { path: '/projects/:project/rules/:rule', element: <Rule /> },
                  { path: '/projects/:project/rules/:rule/edit', element: <EditRule /> },
                  { path: '/projects/:project/runs', element: <Runs /> },
                  { path: '/projects/:project/runs/:run', element: <Run /> },
                  { path: '/projects/:project/deliveries', element: <Deliveries /> },
                  { path: '/projects/:project/deliveries/:delivery', element: <Delivery /> },
                  {
                    path: '/projects/:project/settings',
                    element: <Settings />,
                    children: [
                      { index: true, element: <General /> },
                      { path: 'environments', element: <Environments /> },
                      { path: 'members', element: <Members /> },
                      { path: 'webhooks', element: <Webhooks /> },
                      { path: 'notices', element: <Notices /> },
                    ],
                  },
                  { path: '*', element: <Lost /> },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
]);
