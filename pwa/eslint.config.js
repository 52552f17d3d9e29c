import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** `layer` may not import from the given folders: the same direction as in the server. */
const keepsOut = (files, folders) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: folders.map((folder) => ({
          group: [`#${folder}/*`, `**/${folder}/*`],
          message: `This layer does not know ${folder}/.`,
        })),
      },
    ],
  },
});

/** A call of an async function of the same file that is neither awaited nor marked `void`; needs no types. */
const noFloatingPromises = {
  meta: {
    type: 'problem',
    messages: { floating: 'Await this promise or say `void`.' },
    schema: [],
  },
  create: ({ sourceCode, report }) => ({
    'ExpressionStatement > CallExpression[callee.type="Identifier"]'(node) {
      let scope = sourceCode.getScope(node);
      while (scope && !scope.set.has(node.callee.name)) scope = scope.upper;
      const made = scope?.set.get(node.callee.name).defs[0]?.node;
      if (made?.async || made?.init?.async) report({ node, messageId: 'floating' });
    },
  }),
};

export default ts.config(
  { ignores: ['.svelte-kit/', 'build/', 'static/', 'src/api/schema.gen.ts'] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.serviceworker, ...globals.node },
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Addresses come from src/lib/routes.ts; the app is always served from the root of its host.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    // Every component would get a type checker of its own, two seconds each; svelte-check, which runs before, sees
    // their types in one. What only ESLint finds is a promise nobody waits for.
    files: ['**/*.svelte'],
    extends: [ts.configs.disableTypeChecked],
    plugins: { handbook: { rules: { 'no-floating-promises': noFloatingPromises } } },
    rules: { 'handbook/no-floating-promises': 'error' },
  },
  { files: ['**/*.js'], extends: [ts.configs.disableTypeChecked] },
  keepsOut(['src/ui/**'], ['rooms', 'routes', 'api', 'offline']),
  keepsOut(['src/lib/**', 'src/offline/**', 'src/api/**', 'src/i18n/**'], ['rooms', 'routes']),
  keepsOut(['src/rooms/**'], ['routes']),
);
