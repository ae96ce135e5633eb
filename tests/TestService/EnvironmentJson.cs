using System.Collections;
using System.Text;
using System.Text.Json;

namespace PortOrchestrator.TestService;

internal static class EnvironmentJson
{
    public static string Create()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
                json.WriteString((string)variable.Key, (string?)variable.Value);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
