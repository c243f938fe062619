using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Voltbench.Gateway.Auth;

/// <summary>Issues HS256 tokens with the local key, for <c>voltbench token</c>.</summary>
public sealed class JwtIssuer(AuthOptions options, byte[] key, TimeProvider time)
{
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    /// <param name="role">Role claim.</param>
    /// <param name="organization">Organization claim; may be null for an admin, who names one per request.</param>
    /// <param name="subject">Who holds the token.</param>
    /// <param name="lifetime">Validity from now.</param>
    public string Issue(TenantRole role, Guid? organization, string subject, TimeSpan lifetime)
    {
        var now = time.GetUtcNow();
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (organization is { } id)
                json.WriteString(options.OrganizationClaim, id.ToString("D"));
            json.WriteString(options.RoleClaim, role == TenantRole.Admin ? "admin" : "user");
            json.WriteString(options.SubjectClaim, subject);
            if (options.Issuer is { Length: > 0 } issuer)
                json.WriteString("iss", issuer);
            if (options.Audience is { Length: > 0 } audience)
                json.WriteString("aud", audience);
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            json.WriteNumber("exp", (now + lifetime).ToUnixTimeSeconds());
            json.WriteEndObject();
        }

        var signed = $"{Header}.{Base64Url.EncodeToString(buffer.ToArray())}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)))}";
    }
}
