namespace PortOrchestrator.ConfigParsers.Tests.Detection;

public static partial class SampleTrees
{
    private static SampleTree[] Monorepos =>
    [
        Tree(
            "turbo and pnpm",
            [("package.json", """{ "name": "acme", "packageManager": "pnpm@9.0.0", "scripts": { "dev": "turbo run dev" }, "devDependencies": { "turbo": "2" } }"""),
                ("pnpm-workspace.yaml", "packages:\n  - 'apps/*'\n  - packages/**\n  - '!**/old'\n"), ("turbo.json", "{}"), ("pnpm-lock.yaml", "x"),
                ("apps/web/package.json", """{ "name": "@acme/web", "scripts": { "dev": "next dev" }, "dependencies": { "next": "15" } }"""),
                ("apps/admin/package.json", """{ "name": "@acme/admin", "scripts": { "dev": "vite" }, "devDependencies": { "vite": "6" } }"""),
                ("apps/old/package.json", """{ "name": "old", "scripts": { "dev": "vite" }, "devDependencies": { "vite": "6" } }"""),
                ("packages/ui/package.json", """{ "name": "@acme/ui", "scripts": { "dev": "tsc -w" } }"""),
                ("playground/package.json", """{ "name": "playground", "scripts": { "dev": "vite" } }"""),
                ("apps/web/node_modules/evil/package.json", """{ "name": "evil", "scripts": { "dev": "next dev" } }""")],
            "playground [Guess, off] playground> pnpm run dev --port {{ports.playground}} --strictPort --host 127.0.0.1 | 5173 by --port | http://localhost:{{ports.playground}} | playground/package.json:1 (scripts.dev)",
            "admin [Script] apps/admin> pnpm run dev --port {{ports.admin}} --strictPort --host 127.0.0.1 | 5173 by --port | http://localhost:{{ports.admin}} | apps/admin/package.json:1 (scripts.dev)",
            "old [Guess, off] apps/old> pnpm run dev --port {{ports.old}} --strictPort --host 127.0.0.1 | 5173 by --port | http://localhost:{{ports.old}} | apps/old/package.json:1 (scripts.dev)",
            "web [Script] apps/web> pnpm run dev | 3000 by PORT | http://localhost:{{ports.web}} | apps/web/package.json:1 (scripts.dev)",
            "ui [Guess, off] packages/ui> pnpm run dev | - | - | packages/ui/package.json:1 (scripts.dev)")
            with { AlsoSeen = ["pnpm run dev in .: it starts what was found by itself"] },
        Tree(
            "npm workspaces and the same name twice",
            [("package.json", """{ "name": "mono", "workspaces": { "packages": ["services/*"] }, "scripts": { "dev": "concurrently \"npm run dev -w a\" \"npm run dev -w b\"" } }"""),
                ("services/a/package.json", """{ "name": "api", "scripts": { "dev": "tsx watch a.ts" }, "dependencies": { "fastify": "5" } }"""),
                ("services/b/package.json", """{ "name": "api", "scripts": { "dev": "tsx watch b.ts" }, "dependencies": { "hono": "4" } }""")],
            "api [Script] services/a> npm run dev | 3000 by PORT | http://localhost:{{ports.api}} | services/a/package.json:1 (scripts.dev)",
            "b-api [Script] services/b> npm run dev | 3000 by PORT | http://localhost:{{ports.b-api}} | services/b/package.json:1 (scripts.dev)")
            with { AlsoSeen = ["npm run dev in .: it starts what was found by itself"] },
        Tree(
            "nx",
            [("nx.json", "{}"), ("package.json", """{ "name": "ws", "scripts": { "start": "nx serve shop" } }"""),
                ("apps/shop/project.json", "{\n  \"name\": \"shop\",\n  \"targets\": {\n    \"build\": {},\n    \"serve\": { \"executor\": \"@nx/vite:dev-server\", \"options\": { \"port\": 4300 } }\n  }\n}\n"),
                ("apps/api/project.json", """{ "name": "api", "targets": { "serve": { "executor": "@nx/js:node" } } }""")],
            "api [Script] .> npx nx run api:serve | - | - | apps/api/project.json:1 (targets.serve)",
            "shop [Script] .> npx nx run shop:serve --port {{ports.shop}} | 4300 by --port | http://localhost:{{ports.shop}} | apps/shop/project.json:5 (targets.serve)")
            with { AlsoSeen = ["npm run start in .: it starts what was found by itself"] },
        Tree(
            "databases in compose, programs in several languages",
            [("compose.yml", "services:\n  redis:\n    image: redis\n    ports: ['6379:6379']\n"), ("Makefile", "dev: up\n\tmake -j api web\nup:\n\tdocker compose up -d\n"),
                ("web/package.json", """{ "name": "web", "scripts": { "dev": "vite" }, "devDependencies": { "vite": "6" } }"""),
                ("api/go.mod", "module example.com/api\n\ngo 1.24\n"), ("api/main.go", "package main\n"), ("api/Dockerfile", "FROM scratch\nEXPOSE 8080/tcp\n"),
                ("submodule/.git", "gitdir: ../.git/modules/submodule\n"), ("submodule/package.json", """{ "name": "sub", "scripts": { "dev": "vite" } }""")],
            "redis [Declared] .> compose redis of compose.yml | 6379 by override | tcp://localhost:{{ports.redis}} | compose.yml:2 (services.redis)",
            "checkout [Guess, off] .> make dev | - | - | Makefile:1 (dev)",
            "api [Guess, off] api> go run . | 8080 by PORT | tcp://localhost:{{ports.api}} | api/go.mod",
            "web [Script] web> npm run dev -- --port {{ports.web}} --strictPort --host 127.0.0.1 | 5173 by --port | http://localhost:{{ports.web}} | web/package.json:1 (scripts.dev)")
            with { AlsoSeen = ["api in api: api/go.mod says how it is started"] },
        Tree(
            "too deep",
            [("a/b/c/package.json", """{ "name": "third", "scripts": { "dev": "node x" } }"""), ("a/b/c/d/package.json", """{ "name": "fourth", "scripts": { "dev": "node x" } }""")],
            "third [Script] a/b/c> npm run dev | - | - | a/b/c/package.json:1 (scripts.dev)"),
    ];
}
