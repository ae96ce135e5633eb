namespace PortOrchestrator.ConfigParsers.Detection.Tables;

/// <summary>The JavaScript frameworks; of several that a package depends on, the first one counts.</summary>
internal static class Frameworks
{
    private const string Vite = "--port {port} --strictPort --host 127.0.0.1";

    private static readonly Dictionary<string, string> NoBrowser = new() { ["BROWSER"] = "none" };

    public static readonly IReadOnlyList<Framework> All =
    [
        new("next", 3000) { Programs = ["next"] },
        new("nuxt", 3000) { Programs = ["nuxt", "nuxi"] },
        new("@react-router/dev", 5173) { Programs = ["react-router"], Arguments = Vite },
        new("@remix-run/dev", 3000) { Programs = ["remix", "remix-serve"] },
        new("astro", 4321) { Programs = ["astro"], Arguments = "--port {port} --host 127.0.0.1" },
        new("@angular/cli", 4200) { Programs = ["ng"], Arguments = "--port {port} --host 127.0.0.1" },
        new("expo", 8081) { Programs = ["expo"], Arguments = "--port {port}" },
        new("gatsby", 8000) { Programs = ["gatsby"], Arguments = "--port {port} --host 127.0.0.1" },
        new("wrangler", 8787) { Programs = ["wrangler"], Arguments = "--port {port} --ip 127.0.0.1" },
        new("@docusaurus/core", 3000) { Programs = ["docusaurus"], Arguments = "--port {port} --host 127.0.0.1 --no-open", Role = "docs" },
        new("vitepress", 5173) { Programs = ["vitepress"], Arguments = Vite, Role = "docs" },
        new("react-scripts", 3000) { Programs = ["react-scripts"], Environment = NoBrowser },
        new("@vue/cli-service", 8080) { Programs = ["vue-cli-service"], Arguments = "--port {port} --host 127.0.0.1" },
        new("storybook", 6006) { Programs = ["storybook", "start-storybook"], Arguments = "--port {port} --host 127.0.0.1 --no-open", Role = "storybook" },
        new("vite", 5173) { Programs = ["vite"], Arguments = Vite },
        new("parcel", 1234) { Programs = ["parcel"], Arguments = "--port {port}" },
        new("webpack-dev-server", 8080) { Programs = ["webpack-dev-server", "webpack"], Arguments = "--port {port} --host 127.0.0.1" },
        new("json-server", 3000) { Programs = ["json-server"], Arguments = "--port {port}" },
        new("http-server", 8080) { Programs = ["http-server"], Arguments = "-p {port} -a 127.0.0.1" },
        new("@nestjs/core", 3000) { Programs = ["nest"] },
        new("fastify", 3000) { Programs = ["fastify"] },
        new("express", 3000),
        new("koa", 3000),
        new("hono", 3000),
        new("@hapi/hapi", 3000),
        new("@apollo/server", 4000),
        new("socket.io", 3000),
    ];

    /// <summary>Programs that start other scripts or services, which are found by themselves.</summary>
    public static readonly IReadOnlyList<string> FanOut =
    [
        "turbo", "nx", "lerna", "concurrently", "npm-run-all", "npm-run-all2", "run-p", "run-s", "wireit", "rush", "moon", "ultra", "docker", "docker-compose", "podman-compose",
        "foreman", "overmind", "hivemind", "honcho", "nf", "mprocs", "process-compose", "portorch", "make", "just", "task",
    ];

    /// <summary>Options by which a package manager runs the scripts of other packages.</summary>
    public static readonly IReadOnlyList<string> FanOutOptions =
        ["-r", "--recursive", "--parallel", "--filter", "-F", "--workspaces", "-ws", "--workspace", "-w", "workspaces", "workspace", "--prefix", "-C", "--cwd", "--dir"];

    /// <summary>Programs that compile, check or watch, and serve nothing.</summary>
    public static readonly IReadOnlyList<string> Builders =
    [
        "tsc", "tsup", "rollup", "esbuild", "swc", "babel", "unbuild", "microbundle", "tailwindcss", "sass", "postcss", "graphql-codegen", "jest", "vitest", "eslint", "tsdown",
        "tsc-watch", "bunchee", "svelte-package", "ng-packagr", "preconstruct", "obuild", "pkgroll",
    ];

    /// <summary>Programs that only start the next word.</summary>
    public static readonly IReadOnlyList<string> Prefixes = ["npx", "bunx", "cross-env", "cross-env-shell", "env", "dotenv", "dotenvx", "exec", "--", "pnpx", "dlx"];

    public static Framework? OfProgram(string program)
    {
        foreach (var framework in All)
        {
            if (framework.Programs.Contains(program)) return framework;
        }

        return null;
    }
}
