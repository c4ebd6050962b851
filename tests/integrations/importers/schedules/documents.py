"""Small plans of other programs, written by hand: a house of three tasks each."""

GAN = """<?xml version="1.0" encoding="UTF-8"?>
<project name="House" company="" webLink="http://" view-date="2026-01-05"
 view-index="0" version="3.2">
<calendars base-id="none"><day-types><day-type id="0"/><day-type id="1"/>
<default-week id="1" name="default" sun="1" mon="0" tue="0" wed="0" thu="0" fri="0"
 sat="1"/></day-types>
<date year="2026" month="1" date="7" type="HOLIDAY"><![CDATA[Inventory]]></date>
<date year="" month="1" date="1" type="HOLIDAY"><![CDATA[New Year]]></date>
<date year="2026" month="1" date="10" type="WORKING_DAY"/></calendars>
<tasks empty-milestones="true"><taskproperties/>
<task id="0" name="House" meeting="false" start="2026-01-05" duration="6">
<notes><![CDATA[On a hill]]></notes>
<task id="1" name="Dig" meeting="false" start="2026-01-05" duration="4" complete="50"
 priority="2" webLink="https://example.org/dig">
<depend id="2" type="2" difference="1" hardness="Strong"/>
<depend id="3" type="1" difference="0" hardness="Rubber"/></task>
<task id="2" name="Pour" meeting="false" start="2026-01-12" duration="2" complete="0"/>
<task id="3" name="Party" meeting="true" start="2026-01-14" duration="1" complete="0"
 thirdDate="2026-01-14" thirdDate-constraint="1"/></task></tasks>
<resources><resource id="0" name="Eve" function="1" contacts="eve@example.org"/>
<resource id="7" name="Tim" function="1"><rate name="standard" value="80"/></resource>
</resources>
<allocations>
<allocation task-id="2" resource-id="7" function="1" responsible="false" load="50.0"/>
<allocation task-id="2" resource-id="0" function="1" responsible="true" load="100.0"/>
</allocations>
<vacations><vacation start="2026-01-12" end="2026-01-13" resourceid="7"/></vacations>
</project>"""

PLANNER = """<?xml version="1.0"?>
<project name="House" company="" project-start="20260105T000000Z" mrproject-version="2"
 calendar="1">
<calendars><day-types><day-type id="0"/><day-type id="1"/><day-type id="2"/>
<day-type id="3" name="Half"/></day-types>
<calendar id="1" name="Office"><default-week mon="0" tue="0" wed="0" thu="0" fri="3"
 sat="1" sun="1"/><overridden-day-types>
<overridden-day-type id="0"><interval start="0800" end="1200"/>
<interval start="1300" end="1700"/></overridden-day-type>
<overridden-day-type id="3"><interval start="0800" end="1200"/></overridden-day-type>
</overridden-day-types><days><day date="20260107" type="day-type" id="1"/></days>
<calendar id="2" name="Eve"><default-week mon="2" tue="2" wed="2" thu="2" fri="1"
 sat="2" sun="2"/><overridden-day-types/><days/></calendar></calendar></calendars>
<tasks><task id="1" name="House" start="20260105T000000Z" end="20260112T170000Z"
 percent-complete="0" priority="0" type="normal" scheduling="fixed-work" note="">
<task id="2" name="Dig" note="With care" work="57600" start="20260105T000000Z"
 work-start="20260105T080000Z" end="20260106T120000Z" percent-complete="25"
 priority="2000" type="normal" scheduling="fixed-work"/>
<task id="3" name="Dry" work="0" duration="28800" start="20260106T120000Z"
 end="20260108T120000Z" percent-complete="0" priority="0" type="normal"
 scheduling="fixed-duration"><constraint type="start-no-earlier-than"
 time="20260106T080000Z"/><predecessors><predecessor id="1" predecessor-id="2"
 type="FS" lag="3600"/></predecessors></task>
<task id="4" name="Party" work="0" start="20260112T170000Z" end="20260112T170000Z"
 percent-complete="0" priority="0" type="milestone" scheduling="fixed-work">
<predecessors><predecessor id="1" predecessor-id="3" type="SS"/></predecessors></task>
</task></tasks>
<resource-groups><group id="1" name="Crew"/></resource-groups>
<resources><resource group="1" id="1" name="Eve" short-name="E" type="1" units="0"
 email="eve@example.org" note="" std-rate="12" calendar="2"/>
<resource id="2" name="Tim" short-name="" type="1" units="0" email="" note=""
 std-rate="0"/><resource id="3" name="Sand" short-name="" type="2" units="0" email=""
 note="" std-rate="0"/></resources>
<allocations><allocation task-id="2" resource-id="1" units="100"/>
<allocation task-id="2" resource-id="2" units="50"/></allocations></project>"""

MPX = """MPX,Some planner,4.0,ANSI
10,$,0,2,",",.
11,2,0,1,8.00,40.00,$0.00/h,$0.00/h,1,0
12,1,1,480,/,:,am,pm,2,0
20,Office,0,1,1,1,1,1,0
25,2,08:00,12:00,13:00,17:00
25,6,08:00,12:00
26,07/01/2026,07/01/2026,0
30,House,,,Office,05/01/2026,30/01/2026,0
40,ID,Name,Max Units,Unique ID
41,40,1,41,49
50,1,Eve,1,10
55,Office,2,2,2,2,2,2,2
57,12/01/2026,13/01/2026,0
50,2,Tim,2,20
60,ID,Unique ID,Name,Outline Level,Duration,% Complete,Predecessors,Fixed
61,90,98,1,3,40,44,70,80,91,68,95,81,58
70,1,100,House,1,,,,No,,,,No,
70,2,200,Dig,2,2d,25%,,No,Start No Earlier Than,06/01/2026 09:30,Highest,No,06/01/2026
71,With care\x7fand a spade
75,1,1,16h,,4h,,,,,,,,10
75,2,0.5,8h,,2h,,,,,,,,20
70,3,300,Dry,2,3ed,,2FS+1.5h,Yes,As Soon As Possible,,Medium,No,
70,4,400,Party,2,0d,,"2SS,3FF-10%",No,Must Finish On,30/01/2026,Low,Yes,
"""

TJP = """project house "House" 2026-01-05 +3m {
  # what nobody plans by
  timezone "UTC" currency "EUR"
  workinghours mon - fri 8:00 - 12:00, 13:00 - 17:00
}
leaves holiday "Inventory" 2026-01-07
macro crew [ allocate eve, tim ]
flags outdoors
shift early "Early" { workinghours mon - fri 6:00 - 14:00 }
resource team "Crew" {
  leaves annual 2026-01-12 - 2026-01-14
  resource eve "Eve" { email "eve@example.org" rate 480.0 }
  resource tim "Tim" { workinghours fri off }
}
task house "House" {
  priority 700
  note "On a ${1}hill"
  task dig "Dig" {
    start 2026-01-05
    effort 4d
    complete 25
    ${crew}
  }
  task dry "Dry" { depends !dig { gapduration 2d } duration 1w }
  task paint "Paint" {
    depends !dry { onstart gaplength 1d }, !dig
    length 1w
    allocate eve maxend 2026-03-01
  }
  task party "Party" { depends !dry, house.paint milestone }
}
taskreport "x" { formats html columns name { title "Task" }, start, end }
"""
