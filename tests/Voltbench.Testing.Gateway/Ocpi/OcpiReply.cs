using System.Text.Json.Nodes;

namespace Voltbench.Testing.Ocpi;

/// <summary>An answer in OCPI's envelope.</summary>
public sealed record OcpiReply(int Http, int Code, string? Message, JsonNode? Data, HttpResponseMessage Response)
{
    public string? Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) || Response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <exception cref="InvalidOperationException">The answer is no envelope.</exception>
    public static async Task<OcpiReply> SendAsync(HttpClient client, HttpRequestMessage request)
    {
        var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        JsonNode? body;
        try
        {
            body = JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            body = null;
        }

        if (body is not JsonObject envelope || envelope["status_code"] is not JsonValue code || envelope["timestamp"] is null)
            throw new InvalidOperationException($"{request.Method} {request.RequestUri} answered {(int)response.StatusCode} without an envelope: {text}");
        return new OcpiReply((int)response.StatusCode, code.GetValue<int>(), envelope["status_message"]?.GetValue<string>(), envelope["data"], response);
    }
}
