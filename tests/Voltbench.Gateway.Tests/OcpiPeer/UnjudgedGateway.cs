using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.OcpiPeer;

/// <summary>A gateway that tests make answer what no version allows.</summary>
public sealed class UnjudgedGateway(PostgresFixture postgres) : GatewayFixture(postgres)
{
    protected override bool JudgesOcpi => false;
}
