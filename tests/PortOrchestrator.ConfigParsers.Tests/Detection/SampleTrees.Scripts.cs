namespace PortOrchestrator.ConfigParsers.Tests.Detection;

public static partial class SampleTrees
{
    private static SampleTree[] Scripts =>
    [
        Tree(
            "Visual Studio Code",
            [(".vscode/tasks.json", """
                { // tasks
                  "tasks": [
                    { "label": "watch css", "type": "shell", "command": "sass", "args": ["--watch", "${workspaceFolder}/css"], "isBackground": true },
                    { "label": "build", "type": "shell", "command": "make" },
                    { "label": "secret", "command": "serve ${config:x}", "isBackground": true },
                  ]
                }
                """), (".vscode/launch.json", """{ "configurations": [ { "name": "api", "type": "node-terminal", "command": "serve --port 4000", "cwd": "${workspaceFolder}/api" } ] }"""),
                ("api/x", "x")],
            "watch-css [Script] .> sass --watch ./css | - | - | .vscode/tasks.json:3 (watch css)",
            "api [Script] api> serve --port {{ports.api}} | 4000 by argument | - | .vscode/launch.json:1 (api)"),
        Package("next, npm", "next", "next dev", "package-lock.json", "npm run dev | 3000 by PORT"),
        Package("nuxt, yarn", "nuxt", "nuxt dev", "yarn.lock", "yarn run dev | 3000 by PORT"),
        Package("remix", "@remix-run/dev", "remix dev", "package-lock.json", "npm run dev | 3000 by PORT"),
        Package("express", "express", "nodemon -w src server.js", "package-lock.json", "npm run dev | 3000 by PORT"),
        Package("nest", "@nestjs/core", "nest start --watch", "package-lock.json", "npm run dev | 3000 by PORT"),
        Package("vite, pnpm", "vite", "vite", "pnpm-lock.yaml", "pnpm run dev --port {{ports.shop}} --strictPort --host 127.0.0.1 | 5173 by --port"),
        Package("vite, npm, after another command", "vite", "npm run icons && vite --open false", "package-lock.json", "npm run dev -- --port {{ports.shop}} --strictPort --host 127.0.0.1 | 5173 by --port"),
        Package("astro, bun", "astro", "astro dev", "bun.lock", "bun run dev --port {{ports.shop}} --host 127.0.0.1 | 4321 by --port"),
        Package("angular", "@angular/cli", "ng serve", "package-lock.json", "npm run dev -- --port {{ports.shop}} --host 127.0.0.1 | 4200 by --port"),
        Package("react-router", "@react-router/dev", "react-router dev", "package-lock.json", "npm run dev -- --port {{ports.shop}} --strictPort --host 127.0.0.1 | 5173 by --port"),
        Package("storybook", "storybook", "storybook dev", "package-lock.json", "npm run dev -- --port {{ports.shop}} --host 127.0.0.1 --no-open | 6006 by --port"),
        Package("expo", "expo", "expo start", "yarn.lock", "yarn run dev --port {{ports.shop}} | 8081 by --port"),
        Package("gatsby", "gatsby", "gatsby develop", "package-lock.json", "npm run dev -- --port {{ports.shop}} --host 127.0.0.1 | 8000 by --port"),
        Package("wrangler", "wrangler", "wrangler dev", "package-lock.json", "npm run dev -- --port {{ports.shop}} --ip 127.0.0.1 | 8787 by --port"),
        Package("a port in the script", "vite", "vite --port 4000 --host", "package-lock.json", "npx vite --port {{ports.shop}} --host | 4000 by argument"),
        Package("a port before the program", "next", "PORT=3100 next dev --turbo", "pnpm-lock.yaml", "pnpm exec next dev --turbo | 3100 by argument"),
        Package("a port with a default", "express", "tsx watch server.ts --port ${PORT:-4500}", "package-lock.json", "npm run dev | 4500 by PORT"),
        Package("a port that cannot be told", "vite", "vite --port 4000 | pretty", "package-lock.json", "npm run dev | 4000"),
        Tree(
            "a script that leads to another, and the packageManager field",
            [("package.json", """{ "name": "@acme/shop", "packageManager": "pnpm@9.1.0", "scripts": { "dev": "npm start", "start": "vite" }, "devDependencies": { "vite": "6" } }"""), ("yarn.lock", "")],
            "shop [Script] .> pnpm run start --port {{ports.shop}} --strictPort --host 127.0.0.1 | 5173 by --port | http://localhost:{{ports.shop}} | package.json:1 (scripts.start)"),
        Tree(
            "scripts in the order of preference",
            [("package.json", """{ "name": "shop", "scripts": { "serve": "x", "start": "node dist.js", "start:dev": "nest start --watch" }, "dependencies": { "@nestjs/core": "11" } }""")],
            "shop [Script] .> npm run start:dev | 3000 by PORT | http://localhost:{{ports.shop}} | package.json:1 (scripts.start:dev)"),
        Tree(
            "a library",
            [("package.json", """{ "name": "lib", "scripts": { "dev": "tsup --watch" }, "dependencies": { "express": "4" } }""")],
            "lib [Guess, off] .> npm run dev | - | - | package.json:1 (scripts.dev)"),
        Tree(
            "a script of which nothing is known",
            [("package.json", """{ "name": "tool", "scripts": { "start": "node index.js" } }""")],
            "tool [Script] .> npm run start | - | - | package.json:1 (scripts.start)"),
    ];

    private static SampleTree Package(string name, string dependency, string script, string lockFile, string expected) => Tree(
        name,
        [("package.json", $$"""{ "name": "shop", "scripts": { "dev": "{{script}}", "icons": "x" }, "dependencies": { "{{dependency}}": "1" } }"""), (lockFile, "x")],
        $"shop [Script] .> {expected} | http://localhost:{{{{ports.shop}}}} | package.json:1 (scripts.dev)");
}
