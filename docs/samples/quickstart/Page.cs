using System.Net;

namespace Quickstart;

internal static class Page
{
    public static string Render(IReadOnlyList<Planet> planets, string apiAddress)
    {
        var rows = string.Concat(planets.Select(p => $"<tr><th scope=\"row\">{Text(p.Name)}</th><td>{p.DistanceInAu:0.00}</td><td>{p.YearInDays:#,0}</td><td>{p.Moons}</td></tr>\n"));
        return $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>PortOrchestrator quick start</title>
            <style>
              :root { color-scheme: light dark; --ink: light-dark(#1a1f2b, #e7eaf2); --soft: light-dark(#5b6475, #9aa4b8);
                --page: light-dark(#f5f6fa, #10131a); --card: light-dark(#ffffff, #181d27); --line: light-dark(#e2e5ee, #2a3140); --mark: light-dark(#2f5bea, #86a5ff); }
              * { box-sizing: border-box; }
              body { margin: 0; padding: clamp(1rem, 5vw, 4rem); background: var(--page); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif; }
              main { max-width: 44rem; margin: auto; }
              h1 { margin: 0 0 .25rem; font-size: clamp(1.6rem, 4vw, 2.2rem); line-height: 1.2; letter-spacing: -.02em; }
              p { color: var(--soft); margin: 0 0 1.5rem; }
              section { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: .5rem 1.25rem; margin-bottom: 1.5rem; overflow-x: auto; }
              table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
              th, td { padding: .55rem .25rem; text-align: right; border-top: 1px solid var(--line); }
              thead th { border: 0; color: var(--soft); font-size: .85rem; font-weight: 500; }
              th:first-child { text-align: left; }
              a, code { color: var(--mark); }
            </style>
            </head>
            <body>
            <main>
            <h1>Everything is up</h1>
            <p>A task wrote these planets, the API serves them at <a href="{{Text(apiAddress)}}/planets">{{Text(apiAddress)}}</a>, and this page asked it.</p>
            <section>
            <table>
            <thead><tr><th scope="col">Planet</th><th scope="col">Distance (AU)</th><th scope="col">Year (days)</th><th scope="col">Moons</th></tr></thead>
            <tbody>
            {{rows}}</tbody>
            </table>
            </section>
            <p>See how it runs: <code>portorch ps</code>. Read along: <code>portorch logs -f</code>. Stop it: <code>portorch down</code>.</p>
            </main>
            </body>
            </html>
            """;
    }

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
