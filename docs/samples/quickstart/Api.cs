using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Quickstart;

internal static class Api
{
    public static async Task RunAsync(string[] args)
    {
        await using var data = File.OpenRead(Seed.DataFile);
        var planets = await JsonSerializer.DeserializeAsync<Planet[]>(data, JsonSerializerOptions.Web) ?? [];

        await using var app = WebApplication.CreateSlimBuilder(args).Build();
        app.MapGet("/health", () => Results.Text("ok"));
        app.MapGet("/planets", () => Results.Json(planets));
        await app.RunAsync();
    }
}
