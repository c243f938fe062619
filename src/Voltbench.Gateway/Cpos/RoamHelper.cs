using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Gateway.Cpos;

/// <summary>What a person gives to an eMSP, and how to try it.</summary>
internal static class RoamHelper
{
    public static RoamHelperBody Of(OcpiVersion version, string token, string versionsUrl)
    {
        // 2.2.1 §4.1.1 wants the token in Base64, 2.1.1 as it is.
        var header = CredentialToken.Format(token, isBase64: version != OcpiVersion.V211);
        return new RoamHelperBody(new CredentialsPayloadBody(token, versionsUrl), $"curl -sS -H 'Authorization: {header}' '{versionsUrl.Replace("'", "%27", StringComparison.Ordinal)}'");
    }
}
