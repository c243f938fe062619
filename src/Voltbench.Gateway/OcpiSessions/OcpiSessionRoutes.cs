using Voltbench.Gateway.Errors;

namespace Voltbench.Gateway.OcpiSessions;

internal static class OcpiSessionRoutes
{
    public static void MapOcpiSessions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("ocpi");
        group.MapListOcpiSessions();
        group.MapGetOcpiSession();
        group.MapListOcpiCdrs();
        group.MapGetOcpiCdr();
        group.MapCreditOcpiCdr();
        group.MapListOcpiTariffs();
    }

    public static Answer NoCpo(long id) => ApiResults.NotFound($"There is no CPO {id}.");
}
