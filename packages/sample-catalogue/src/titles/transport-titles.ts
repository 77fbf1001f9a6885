// What transport, energy and planning laws are about: under each family, R regulations, O orders, P finished wording with places, A Acts; a year ends a line that is younger.
export const transportTitles = `
# TRANSPORT: Air Safety
O|Air Navigation
R|Air Navigation (General)
R|Rules of the Air
R|Aviation Security
R|Civil Aviation (Investigation of Air Accidents and Incidents)
R|Civil Aviation (Route Charges for Navigation Services)
R|Airports Slot Allocation|1993
R|Civil Aviation Authority (Economic Regulation)
R|Airports (Groundhandling)|1997
R|Unmanned Aircraft|2019
O|Aerodromes (Designation) (Detention and Sale of Aircraft)
O|Civil Aviation Act (Overseas Territories)
P|Air Navigation (Restriction of Flying) ({place}) Regulations
P|Air Navigation (Restriction of Flying) ({place} Air Show) Regulations
P|Air Navigation (Restriction of Flying) (Security Establishments at {place}) Regulations
P|{place} Airport (Designation) Order
P|{place} Airport Byelaws (Confirmation) Order
P|{place} Aerodrome (Consultation Facilities) Order
A|Airports
# TRANSPORT: Harbours & Shipping
R|Merchant Shipping (Life-Saving Appliances)
R|Merchant Shipping (Fire Protection)
R|Merchant Shipping (Load Line)
R|Merchant Shipping (Distress Signals and Prevention of Collisions)
R|Merchant Shipping (Training and Certification)
R|Merchant Shipping (Fees)
R|Merchant Shipping (Passenger Ship Construction)
R|Merchant Shipping (Maritime Labour Convention)|2014
R|Merchant Shipping (Survey and Certification)
R|Port Security|2009
R|Pilotage (Recognition of Qualifications)|1988
O|Merchant Shipping (Light Dues)
O|Dock Workers (Regulation of Employment)
P|{port} Harbour Revision Order
P|{port} Harbour (Revision of Limits) Order
P|{port} Harbour Empowerment Order|1964
P|{port} Pilotage (Amendment) Order
P|Port of {port} (Transfer of Undertaking) Order
P|{port} Marina (Works) Order
P|Protection of Wrecks (Designation) ({port}) Order|1973
A|Harbours
A|Ferries
A|Merchant Shipping
# TRANSPORT: Rail Safety
R|Railways and Other Guided Transport Systems (Safety)|2006
R|Railways (Interoperability)|2000
R|Railways (Accident Investigation and Reporting)|2005
R|Train Driving Licences and Certificates|2010
R|Railway Safety (Miscellaneous Provisions)|1997
R|Rail Passengers' Rights and Obligations|2010
R|Railways (Access, Management and Licensing of Railway Undertakings)|2016
R|Railways (Penalty Fares)|1994
R|Channel Tunnel (Safety)|1987
O|Rail Vehicle Accessibility (Exemption)|1998
O|Railway Pensions (Transfer and Miscellaneous Provisions)
O|Channel Tunnel (International Arrangements)|1993
P|{place} Level Crossing Order
P|{place} Light Railway Order
P|{place} to {place} Railway (Closure) Order
P|{place} Tramway Order|1992
P|Network Rail ({place} Reconstruction) Order|2003
P|{place} and {place} Light Railway (Transfer) Order
A|Railways
A|Railways (Safety)
# TRANSPORT: Road Safety
R|Road Vehicles (Construction and Use)
R|Road Vehicles Lighting
R|Road Vehicles (Registration and Licensing)
R|Motor Vehicles (Driving Licences)
R|Motor Vehicles (Tests)
R|Motor Vehicles (Wearing of Seat Belts)|1982
R|Motor Vehicles (Type Approval)
R|Motor Cycles (Protective Helmets)
R|Goods Vehicles (Plating and Testing)
R|Goods Vehicles (Licensing of Operators)
R|Passenger and Goods Vehicles (Recording Equipment)|1979
R|Public Service Vehicles (Conditions of Fitness, Equipment, Use and Certification)
R|Traffic Signs
R|Zebra, Pelican and Puffin Pedestrian Crossings|1997
R|Disabled Persons (Badges for Motor Vehicles)
R|Civil Enforcement of Parking Contraventions (Representations and Appeals)|2007
R|Road User Charging (Charges and Penalty Charges)|2001
R|Street Works (Registers, Notices, Directions and Designations)|1992
R|Driving Instructors
O|Fixed Penalty
O|Motor Vehicles (Authorisation of Special Types)
P|{road} ({place}) (Temporary Prohibition of Traffic) Order|1960
P|{road} ({place}) (Temporary Restriction and Prohibition of Traffic) Order|1980
P|{road} ({place}) (40 Miles Per Hour Speed Limit) Order|1960
P|{road} ({place}) (Speed Limit) Order|1960
P|{road} ({place} Bypass) Order|1960
P|{road} ({place} to {place}) (Temporary 50 Miles Per Hour Speed Restriction) Order|1985
P|{road} ({place} Junction Improvement) Slip Roads Order|1965
P|{road} ({place}) (Prohibition of Waiting) (Clearways) Order|1970
P|{road} ({place}) (De-Trunking) Order|1990
P|Roads (Restriction of Traffic) ({place} Festival) Order|1990
P|{place} (Civil Enforcement of Parking Contraventions) Designation Order|2007
A|Roads
A|Road Traffic
A|Transport
A|Bus Services
A|Restricted Roads (20 mph Speed Limit)
# ENERGY
R|Electricity (Class Exemptions from the Requirement for a Licence)
R|Electricity (Applications for Consent)
R|Electricity and Gas (Energy Company Obligation)|2012
O|Electricity and Gas (Energy Companies Obligation)|2012
R|Electricity and Gas (Smart Meters Licensable Activity)|2012
O|Renewables Obligation|2002
R|Renewable Heat Incentive Scheme|2011
R|Feed-in Tariffs|2010
R|Contracts for Difference (Allocation)|2014
R|Electricity Capacity|2014
R|Energy Information|1994
R|Ecodesign for Energy-Related Products|2010
R|Warm Home Discount|2011
R|Energy Bills Support|2022
R|Gas (Meters)
R|Gas (Standards of Performance)|1989
R|Electricity (Standards of Performance)|1989
R|Petroleum (Production) (Landward Areas)
R|Oil and Gas Authority (Fees)|2015
O|Fossil Fuel Levy|1990
O|Gas Act 1986 (Exemptions)|1986
P|{place} Offshore Wind Farm Order|2010
P|{place} Wind Farm (Consent) Order|1995
P|{place} Gas Storage Facility Order|2005
P|{place} Power Station Order
P|{place} Hydro-Electric Scheme (Constructional) Order
P|{place} Solar Park Order|2018
P|{place} Overhead Line (Connection) Order
A|Energy
A|Electricity
A|Gas
A|Heat Networks|2015
A|Fuel Poverty|2010
# PLANNING: Infrastructure
R|Infrastructure Planning (Environmental Impact Assessment)|2009
R|Infrastructure Planning (Fees)|2010
R|Infrastructure Planning (Applications: Prescribed Forms and Procedure)|2009
R|Community Infrastructure Levy|2010
O|Infrastructure Planning (Radioactive Waste Geological Disposal Facilities)|2014
R|Electronic Communications (Universal Service)|2003
R|Electronic Communications Code (Conditions and Restrictions)|2003
P|{place} Rail Freight Interchange Order|2010
P|{road} ({place} Improvement) Development Consent Order|2010
P|{place} Tidal Barrage Order
P|{place} Bridge (Tolls) Order
P|{place} Energy Recovery Facility Order|2010
P|{place} Metro (Land Acquisition) Order|1988
A|Infrastructure Investment
# TOWN & COUNTRY PLANNING
R|Town and Country Planning (Control of Advertisements)
R|Town and Country Planning (Environmental Impact Assessment)|1999
R|Town and Country Planning (Local Planning)|2004
R|Town and Country Planning (Fees for Applications and Deemed Applications)|1983
R|Town and Country Planning (Tree Preservation)
R|Town and Country Planning (Appeals)
R|Town and Country Planning (Inquiries Procedure)
R|Neighbourhood Planning (General)|2012
R|Planning (Hazardous Substances)|1990
R|Compulsory Purchase of Land (Prescribed Forms)
R|Biodiversity Gain (Town and Country Planning)|2023
O|Town and Country Planning (General Permitted Development)
O|Town and Country Planning (Use Classes)
O|Town and Country Planning (Development Management Procedure)|2010
O|Enterprise Zones (Designation)|1981
P|{place} Urban Development Corporation (Area and Constitution) Order|1981
P|Town and Country Planning (Special Development) ({place}) Order
P|{place} Enterprise Zone (Designation) Order|1981
P|{place} New Town (Designation) Order
P|{place} (Simplified Planning Zone) Order|1987
P|{place} Structure Plan (Approval) Order|1970
A|Planning
A|Planning etc.
A|Strategic Planning
# HISTORIC ENVIRONMENT
R|Planning (Listed Buildings and Conservation Areas)
R|Ancient Monuments (Applications for Scheduled Monument Consent)|1979
O|Ancient Monuments (Class Consents)
R|Historic Environment
R|Treasure (Designation)|1997
P|{place} Area of Archaeological Importance Designation Order
P|{place} World Heritage Coast (Designation) Order|1990
P|{place} Castle (Guardianship) Order
A|Historic Environment
A|Historic Monuments
# BUILDINGS
R|Building
R|Building (Approved Inspectors etc.)|1985
R|Building (Prescribed Fees)
R|Building (Procedure)
R|Building Standards
R|Building (Forms)
R|Building (Repeal of Provisions of Local Acts)|1985
R|Construction Contracts (Exclusion)|1998
R|Construction Products|1991
R|Energy Performance of Buildings (Certificates and Inspections)|2007
R|Architects (Recognition of Qualifications)|1987
R|Party Wall etc.|1997
A|Building
A|Building Regulations
A|High Hedges
# PUBLIC: Building Safety
R|Building Safety (Responsible Actors Scheme)|2022
R|Higher-Risk Buildings (Descriptions and Supplementary Provisions)|2022
R|Building Safety (Leaseholder Protections)|2022
R|Safety of Sports Grounds
O|Safety of Sports Grounds (Designation)
O|Football Spectators (Seating)|1989
R|Fire Safety and Safety of Places of Sport
P|Safety of Sports Grounds ({place} Football Club) (Designation) Order
A|Safety of Places of Sport
A|Building (Dangerous Structures)
`;
