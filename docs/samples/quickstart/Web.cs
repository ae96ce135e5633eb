using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Quickstart;

internal static class Web
{
    public static async Task RunAsync(string[] args)
    {
        // Every service of a project is told the addresses of all the others.
        var address = Environment.GetEnvironmentVariable("API_URL")
            ?? throw new InvalidOperationException("API_URL is not set. Start the sample with 'portorch up'.");
        using var api = new HttpClient { BaseAddress = new Uri(address) };

        await using var app = WebApplication.CreateSlimBuilder(args).Build();
        app.MapGet("/health", () => Results.Text("ok"));
        app.MapGet("/", async (CancellationToken cancellationToken) =>
        {
            try
            {
                var planets = await api.GetFromJsonAsync<Planet[]>("/planets", cancellationToken) ?? [];
                return Results.Content(Page.Render(planets, address), "text/html; charset=utf-8");
            }
            catch (HttpRequestException e)
            {
                return Results.Text($"The API at {address} does not answer: {e.Message}", statusCode: StatusCodes.Status502BadGateway);
            }
        });
        await app.RunAsync();
    }
}
