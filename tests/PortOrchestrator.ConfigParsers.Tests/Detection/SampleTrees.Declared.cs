namespace PortOrchestrator.ConfigParsers.Tests.Detection;

public static partial class SampleTrees
{
    private const string LaunchSettings = """
        {
          "profiles": {
            "https": { "commandName": "Project", "applicationUrl": "https://localhost:7101;http://localhost:5101", "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Development" } },
            "http": { "commandName": "Project", "applicationUrl": "http://localhost:5101", "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Development" } },
            "IIS Express": { "commandName": "IISExpress" }
          }
        }
        """;

    private static SampleTree[] Declared =>
    [
        Tree(
            "own file below the root",
            [("api/.project-services.json", """
                { "services": [
                  { "name": "api", "start_command": "serve --port $PORT", "port": 8080, "health_check": "tcp://localhost:$PORT" },
                  { "name": "job", "start_command": ["run", "two words"], "working_dir": "jobs", "disabled": true }
                ] }
                """), ("api/jobs/readme.txt", "x")],
            "api [Declared] api> serve --port $PORT | 8080 by PORT | tcp://localhost:$PORT | api/.project-services.json:2 (services.api)",
            "job [Declared, off] api/jobs> run 'two words' | - | - | api/.project-services.json:3 (services.job)"),
        Tree(
            "process-compose below the root",
            [("jobs/process-compose.yaml", "processes:\n  worker:\n    command: ./work\n  web:\n    command: serve -p ${PORT:-9000}\n")],
            "worker [Declared] jobs> ./work | - | - | jobs/process-compose.yaml:2 (processes.worker)",
            "web [Declared] jobs> serve -p ${PORT:-9000} | 9000 by PORT | - | jobs/process-compose.yaml:4 (processes.web)"),
        Tree(
            "compose",
            [("compose.yaml", """
                services:
                  db:
                    image: postgres:17
                    ports: ["127.0.0.1:${DB_PORT:-5432}:5432"]
                    healthcheck: { test: [CMD, pg_isready] }
                  kafka:
                    image: kafka
                    ports: ["9092:9092", "9093:9093/udp", "7000"]
                    depends_on: { db: { condition: service_healthy } }
                  adminer:
                    image: adminer
                    profiles: [tools]
                    ports: [{ target: 8080, published: "8081" }]
                """), ("compose.override.yaml", "services:\n  db:\n    ports: ['15432:5432']\n")],
            "db [Declared] .> compose db of compose.yaml, compose.override.yaml | 5432 by DB_PORT, 5432:15432 by override | - | compose.yaml:2 (services.db)",
            "kafka [Declared] .> compose kafka of compose.yaml, compose.override.yaml after db | 9092 by override, 9093:9093 by override | tcp://localhost:{{ports.kafka}} | compose.yaml:6 (services.kafka)",
            "adminer [Declared, off] .> compose adminer of compose.yaml, compose.override.yaml | 8081 by override | tcp://localhost:{{ports.adminer}} | compose.yaml:10 (services.adminer)"),
        Tree(
            "compose files named by .env, and a built service",
            [(".env", "SECRET=x\nCOMPOSE_FILE=docker-compose.yml:docker-compose.override.yml\n"), ("docker-compose.yml", "services:\n  api:\n    build: ./api\n    ports: ['3000:3000']\n"),
                ("docker-compose.override.yml", "services:\n  mail:\n    image: mailpit\n    ports: ['8025:8025']\n"),
                ("api/package.json", """{ "name": "api", "scripts": { "dev": "nodemon server.js" }, "dependencies": { "express": "4" } }""")],
            "mail [Declared] .> compose mail of docker-compose.yml, docker-compose.override.yml | 8025 by override | tcp://localhost:{{ports.mail}} | docker-compose.override.yml:2 (services.mail)",
            "api [Declared] .> compose api of docker-compose.yml, docker-compose.override.yml | 3000 by override | tcp://localhost:{{ports.api}} | docker-compose.yml:2 (services.api)")
            with { AlsoSeen = ["npm run dev in api: docker-compose.yml:2 (services.api) says how it is started"] },
        Tree(
            "Procfile",
            [("Procfile.dev", "# development\nweb: bin/rails server -p ${PORT:-3000}\nworker: bundle exec sidekiq\ncss: yarn build --watch\n"),
                ("Procfile", "web: bundle exec puma\nrelease: bin/rails db:migrate\n")],
            "web [Declared] .> bin/rails server -p ${PORT:-3000} | 3000 by PORT | tcp://localhost:{{ports.web}} | Procfile.dev:2 (web)",
            "worker [Declared] .> bundle exec sidekiq | - | - | Procfile.dev:3 (worker)",
            "css [Declared] .> yarn build --watch | - | - | Procfile.dev:4 (css)",
            "release [Declared, off] .> bin/rails db:migrate | - | - | Procfile:2 (release)")
            with { AlsoSeen = ["bundle exec puma in .: Procfile.dev:2 (web) says how it is started"] },
        Tree(
            "pitchfork",
            [("pitchfork.toml", "[daemons.api]\nrun = \"npm run server\"\nready_port = 4100\ndir = 'server'\n\n[daemons.\"sync\"]\nrun = \"./sync.sh\" # often\n"), ("server/x", "x")],
            "api [Declared] server> npm run server | 4100 | tcp://localhost:{{ports.api}} | pitchfork.toml:2 (daemons.api)",
            "sync [Declared] .> ./sync.sh | - | - | pitchfork.toml:7 (daemons.sync)"),
        Tree(
            "mise daemons",
            [("mise.toml", "[tools]\nnode = '22'\n\n[daemons.queue]\nrun = \"queue --port 4222\"\n")],
            "queue [Declared] .> queue --port {{ports.queue}} | 4222 by argument | tcp://localhost:{{ports.queue}} | mise.toml:5 (daemons.queue)"),
        Tree(
            "devenv",
            [("devenv.nix", "{ pkgs, ... }:\n{\n  processes.api.exec = \"cargo run\";\n  # processes.old.exec = \"x\";\n  processes.tail.exec = \"tail -f x\";\n}\n")],
            "api [Declared] .> devenv up api | - | - | devenv.nix:3 (processes.api)",
            "tail [Declared] .> devenv up tail | - | - | devenv.nix:5 (processes.tail)"),
        Tree(
            "devbox",
            [("shop/devbox.json", "{ \"packages\": [\"go\"], \"shell\": { \"scripts\": { \"dev\": [\"go run .\"], \"test\": \"go test\" } } }")],
            "shop [Declared] shop> devbox run dev | - | - | shop/devbox.json:1 (shell.scripts.dev)"),
        Tree(
            "Aspire",
            [("Shop.AppHost/Shop.AppHost.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <Sdk Name="Aspire.AppHost.Sdk" Version="9.5.0" />
                  <ItemGroup><ProjectReference Include="..\Shop.Api\Shop.Api.csproj" /></ItemGroup>
                </Project>
                """),
                ("Shop.AppHost/Properties/launchSettings.json", """{ "profiles": { "http": { "commandName": "Project", "applicationUrl": "http://localhost:15888" } } }"""),
                ("Shop.Api/Shop.Api.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web" />"""), ("Shop.Api/Properties/launchSettings.json", LaunchSettings)],
            "Shop.AppHost [Declared] Shop.AppHost> dotnet run --no-launch-profile | 15888 by ASPNETCORE_URLS, otlp:19000 by ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL, resources:20000 by ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL | http://localhost:{{ports.Shop.AppHost}} | Shop.AppHost/Shop.AppHost.csproj:2 (Aspire.AppHost.Sdk)"),
        Tree(
            "Aspire in one file",
            [("apphost.cs", "#:sdk Aspire.AppHost.Sdk@9.5.0\nvar builder = DistributedApplication.CreateBuilder(args);\n")],
            "apphost [Declared] .> dotnet run --no-launch-profile apphost.cs | 15000 by ASPNETCORE_URLS, otlp:19000 by ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL, resources:20000 by ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL | http://localhost:{{ports.apphost}} | apphost.cs:1 (#:sdk Aspire.AppHost.Sdk)"),
        Tree(
            "launchSettings",
            [("src/Shop.Web/Shop.Web.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\">\n</Project>\n"), ("src/Shop.Web/Properties/launchSettings.json", LaunchSettings)],
            "Shop.Web [Declared] src/Shop.Web> dotnet run --no-launch-profile | 5101 by ASPNETCORE_URLS | http://localhost:{{ports.Shop.Web}} | src/Shop.Web/Properties/launchSettings.json:4 (profiles.http)")
            with { AlsoSeen = ["dotnet run --no-launch-profile in src/Shop.Web: src/Shop.Web/Properties/launchSettings.json:4 (profiles.http) says how it is started"] },
        Tree(
            "Claude's launch.json",
            [(".claude/launch.json", """
                { "version": "0.0.1", "configurations": [
                  { "name": "Web App", "runtimeExecutable": "npm", "runtimeArgs": ["run", "dev", "--prefix", "web"], "port": 3000, "autoPort": true },
                  { "name": "docs", "runtimeExecutable": "npx", "runtimeArgs": ["serve", "-l", "5050"], "port": 5050 }
                ] }
                """), ("web/package.json", """{ "name": "web", "scripts": { "dev": "next dev" }, "dependencies": { "next": "15" } }""")],
            "docs [Declared] .> npx serve -l {{ports.docs}} | 5050 by argument | http://localhost:{{ports.docs}} | .claude/launch.json:3 (configurations.docs)",
            "web-app [Declared] .> npm run dev --prefix web | 3000 by PORT | http://localhost:{{ports.web-app}} | .claude/launch.json:2 (configurations.Web App)")
            with { AlsoSeen = ["npm run dev in web: .claude/launch.json:2 (configurations.Web App) says how it is started"] },
        Tree(
            "Firebase",
            [("firebase.json", "{\n  \"emulators\": {\n    \"auth\": { \"port\": 9099 },\n    \"firestore\": { \"port\": 8080 },\n    \"singleProjectMode\": true\n  }\n}\n")],
            "firebase [Declared] .> firebase emulators:start | 9099, firestore:8080 | tcp://localhost:{{ports.firebase}} | firebase.json:3 (emulators.auth)"),
        Tree(
            "devcontainer",
            [(".devcontainer/devcontainer.json", "{\n  // forwarded\n  \"forwardPorts\": [3000, 5432],\n  \"portsAttributes\": { \"3000\": { \"label\": \"Web\" } }\n}\n")])
            with { AlsoSeen = ["port 3000, Web in .: it names a port and starts nothing", "port 5432 in .: it names a port and starts nothing"] },
    ];
}
