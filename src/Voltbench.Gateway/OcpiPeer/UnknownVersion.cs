using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Gateway.OcpiPeer;

/// <summary>A path of a version that is not spoken here.</summary>
internal static class UnknownVersion
{
    public static Task AnswerAsync(HttpContext http)
    {
        var time = http.RequestServices.GetRequiredService<TimeProvider>();
        var answer = OcpiAnswer.Fault(
            StatusCodes.Status404NotFound, OcpiStatus.UnsupportedVersion, $"This version is not spoken here; {OcpiVersion.V211.Number()} and {OcpiVersion.V221.Number()} are.");
        return OcpiResponse.WriteAsync(http, answer, OcpiVersion.V221, time.GetUtcNow());
    }
}
